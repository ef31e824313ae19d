import type { ReactNode } from 'react'
import { ClientIcon } from './client-icon.tsx'

export type FieldText = {
  name: string
  label: string
  hint?: string
  optional?: boolean
}

export const hintId = (id: string): string => `${id}-hint`
export const faultId = (id: string): string => `${id}-fault`

/** What `aria-describedby` names: the fault first, it is what the person came back for. */
export function describedBy(id: string, hint: string | undefined, fault: string | null): string | undefined {
  return [fault && faultId(id), hint && hintId(id)].filter(Boolean).join(' ') || undefined
}

export const controlClass = (faulty: boolean): string =>
  `min-h-action w-full rounded-xl border bg-surface px-3.5 py-2.5 text-base text-ink ${
    faulty ? 'border-2 border-danger' : 'border-control'
  }`

export function OptionalMark() {
  return <span className="text-sm font-normal text-muted"> (اختیاری)</span>
}

export function FieldFault({ id, fault }: { id: string; fault: string | null }) {
  if (!fault) return null
  return (
    <p id={faultId(id)} className="flex items-start gap-1.5 text-sm font-bold text-danger-ink">
      <ClientIcon name="alert" className="mt-0.5 h-5 w-5" />
      <span className="min-w-0">{fault}</span>
    </p>
  )
}

type FieldProps = Omit<FieldText, 'name'> & { id: string; fault: string | null; children: ReactNode }

/** A label, its control, a hint and the fault, in the order in which they are read. */
export function Field({ id, label, hint, optional, fault, children }: FieldProps) {
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-bold">
        {label}
        {optional && <OptionalMark />}
      </label>
      {hint && (
        <p id={hintId(id)} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      <FieldFault id={id} fault={fault} />
    </div>
  )
}
