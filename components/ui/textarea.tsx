'use client'

import { controlClass, describedBy, Field, type FieldText } from './field.tsx'
import { useField } from './form-context.ts'
import { KeptTextarea } from './kept-textarea.tsx'

type TextareaProps = FieldText & { autoComplete?: string; maxLength?: number; rows?: number }

export function Textarea({ name, label, hint, optional, rows = 3, ...rest }: TextareaProps) {
  const { id, value, fault } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} optional={optional} fault={fault}>
      <KeptTextarea
        id={id}
        name={name}
        dir="auto"
        rows={rows}
        defaultValue={value}
        aria-required={optional ? undefined : true}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, hint, fault)}
        className={controlClass(fault !== null)}
        {...rest}
      />
    </Field>
  )
}
