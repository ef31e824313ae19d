'use client'

import { controlClass, describedBy, Field, type FieldText } from '#components/ui/field.tsx'
import { useField } from '#components/ui/form-context.ts'

/** A password: what was typed is never drawn again. */
export function SecretInput({ name, label, hint, autoComplete }: FieldText & { autoComplete: string }) {
  const { id, fault } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} fault={fault}>
      <input
        id={id}
        name={name}
        type="password"
        dir="auto"
        maxLength={256}
        autoComplete={autoComplete}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, hint, fault)}
        className={controlClass(fault !== null)}
      />
    </Field>
  )
}
