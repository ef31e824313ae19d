'use client'

import type { ReactNode } from 'react'
import { describedBy, FieldFault, type FieldText, hintId } from './field.tsx'
import { useField } from './form-context.ts'

export type RadioCard = {
  value: string
  label: string
  /** Its line breaks are kept. */
  detail?: string | null
  /** Shown while the card is chosen. */
  more?: string | null
  /** Stands at the end of the card: a price. */
  aside?: string | null
  picture?: ReactNode
  /** Why it cannot be chosen. */
  unavailable?: string | null
}

type RadioCardsProps = FieldText & {
  cards: RadioCard[]
  /** What opens all cards but the chosen one; without it they all stand there. */
  others?: string
  /** Stands under the others. */
  children?: ReactNode
}

/** Opens what holds a choice that was made in it or brought back by the browser: a choice is never out of sight. */
const openIfChosen = (box: HTMLDetailsElement | null) => {
  if (box?.querySelector(':checked')) box.open = true
}

export function RadioCards({ name, label, hint, cards, others, children }: RadioCardsProps) {
  const { id, value, fault } = useField(name)
  const first = cards.find((card) => !card.unavailable)
  const draw = (card: RadioCard) => (
    <label key={card.value} className={card.unavailable ? 'choice choice-off' : 'choice'}>
      <input
        type="radio"
        id={card === first ? id : undefined}
        name={name}
        value={card.value}
        defaultChecked={value === card.value}
        disabled={Boolean(card.unavailable)}
        className="choice-dot"
      />
      <span aria-hidden="true" className="choice-frame" />
      {card.picture}
      <span className="choice-text">
        <span className="font-bold">{card.label}</span>
        {card.aside && <span className="font-bold">{card.aside}</span>}
        {card.detail && <span className="choice-detail">{card.detail}</span>}
        {card.more && <span className="when-chosen">{card.more}</span>}
        {card.unavailable && <span className="text-sm text-amber-ink">{card.unavailable}</span>}
      </span>
    </label>
  )
  const isChosen = (card: RadioCard) => card.value === value
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
      {cards.filter((card) => !others || isChosen(card)).map(draw)}
      {others && (
        <details ref={openIfChosen}>
          <summary className="link-row text-sm">{others}</summary>
          <div className="space-y-2">
            {cards.filter((card) => !isChosen(card)).map(draw)}
            {children}
          </div>
        </details>
      )}
    </fieldset>
  )
}
