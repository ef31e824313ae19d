'use client'

import { ClientIcon } from './client-icon.tsx'
import { describedBy, FieldFault, hintId } from './field.tsx'
import { useField } from './form-context.ts'

/** Sends `1` when ticked, nothing when not. */
export function Checkbox({ name, label, hint }: { name: string; label: string; hint?: string }) {
  const { id, value, fault } = useField(name)
  return (
    <div className="space-y-1.5">
      <label className="flex min-h-target cursor-pointer items-start gap-3 py-2">
        <span className="relative mt-0.5 flex h-6 w-6 shrink-0">
          <input
            type="checkbox"
            id={id}
            name={name}
            value="1"
            defaultChecked={value === '1'}
            aria-invalid={fault ? true : undefined}
            aria-describedby={describedBy(id, hint, fault)}
            className="tick-box"
          />
          <span className="tick">
            <ClientIcon name="check" className="h-5 w-5" />
          </span>
        </span>
        <span className="min-w-0">{label}</span>
      </label>
      {hint && (
        <p id={hintId(id)} className="ps-9 text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldFault id={id} fault={fault} />
    </div>
  )
}
