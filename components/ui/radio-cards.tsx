'use client'

import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { describedBy, FieldFault, type FieldText, hintId } from './field.tsx'
import { useField } from './form-context.ts'

export type RadioCard = {
  value: string
  label: string
  /** Its line breaks are kept. */
  detail?: string | null
  /** Stands at the end of the card: a price. */
  aside?: string | null
  picture?: ReactNode
  /** Why it cannot be chosen. */
  unavailable?: string | null
}

type RadioCardsProps = FieldText & { cards: RadioCard[] }

export function RadioCards({ name, label, hint, cards }: RadioCardsProps) {
  const { id, value, fault } = useField(name)
  const first = cards.findIndex((card) => !card.unavailable)
  return (
    <fieldset
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a plain group cannot be required or invalid
      role="radiogroup"
      aria-required
      aria-invalid={fault ? true : undefined}
      aria-describedby={describedBy(id, hint, fault)}
      className="min-w-0 space-y-2"
    >
      <legend className="font-bold">{label}</legend>
      {hint && (
        <p id={hintId(id)} className="text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldFault id={id} fault={fault} />
      {cards.map((card, i) => (
        <label
          key={card.value}
          className={classNames(
            'relative flex min-h-action flex-wrap items-center gap-3 rounded-card p-3.5',
            card.unavailable ? 'bg-sunken' : 'cursor-pointer',
          )}
        >
          <input
            type="radio"
            id={i === first ? id : undefined}
            name={name}
            value={card.value}
            defaultChecked={value === card.value}
            disabled={Boolean(card.unavailable)}
            className="peer h-5 w-5 shrink-0 appearance-none rounded-full border-2 border-control bg-surface outline-none checked:border-[6px] checked:border-brand disabled:opacity-50"
          />
          <span
            aria-hidden="true"
            className={classNames(
              'pointer-events-none absolute inset-0 rounded-card border peer-checked:border-2 peer-checked:border-brand peer-focus-visible:outline peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-focus',
              fault ? 'border-danger' : 'border-control',
            )}
          />
          {card.picture}
          <span className="flex min-w-0 flex-1 basis-28 flex-wrap items-baseline justify-between gap-x-3">
            <span className={classNames('font-bold', card.unavailable && 'text-muted')}>{card.label}</span>
            {card.aside && <span className="font-bold">{card.aside}</span>}
            {card.detail && <span className="w-full whitespace-pre-line text-sm text-muted">{card.detail}</span>}
            {card.unavailable && <span className="w-full text-sm text-amber-ink">{card.unavailable}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
