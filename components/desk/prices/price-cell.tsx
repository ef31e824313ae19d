'use client'

import { classNames } from '#components/ui/class-names.ts'
import { describedBy, FieldFault } from '#components/ui/field.tsx'
import { useField } from '#components/ui/form-context.ts'
import type { Option } from '#components/ui/select.tsx'

type CellProps = { name: string; label: string }

const box = (isFaulty: boolean) =>
  classNames(
    'min-h-target w-full min-w-0 rounded-lg border bg-surface px-2 py-1 text-ink',
    isFaulty ? 'border-2 border-danger' : 'border-control',
  )

/** A field in a table: its column and row say what it is to those who see them, `label` to everybody else. */
export function PriceCell({ name, label, isText = false }: CellProps & { isText?: boolean }) {
  const { id, value, fault } = useField(name)
  return (
    <span className="block min-w-0 flex-1">
      <input
        id={id}
        name={name}
        type="text"
        dir={isText ? 'auto' : 'ltr'}
        inputMode={isText ? 'text' : 'decimal'}
        autoComplete="off"
        maxLength={isText ? 80 : 40}
        aria-label={label}
        defaultValue={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, undefined, fault)}
        className={classNames(box(fault !== null), !isText && 'text-end')}
      />
      <FieldFault id={id} fault={fault} />
    </span>
  )
}

/** A choice in a table. */
export function ChoiceCell({ name, label, options }: CellProps & { options: Option[] }) {
  const { id, value, fault } = useField(name)
  return (
    <span className="block min-w-0 flex-1">
      <select
        // A replayed form is reset to its first options: a new value makes a new element.
        key={value}
        id={id}
        name={name}
        aria-label={label}
        defaultValue={value}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, undefined, fault)}
        className={box(fault !== null)}
      >
        <option value="">—</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldFault id={id} fault={fault} />
    </span>
  )
}

/** A mark in a table; sends `1` when ticked. */
export function TickCell({ name, label }: CellProps) {
  const { id, value } = useField(name)
  return (
    <label className="inline-flex min-h-target min-w-target items-center">
      <input
        id={id}
        type="checkbox"
        name={name}
        value="1"
        aria-label={label}
        defaultChecked={value === '1'}
        className="h-6 w-6"
      />
    </label>
  )
}
