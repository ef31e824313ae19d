'use client'

import { classNames } from './class-names.ts'
import { controlClass, describedBy, Field, type FieldText } from './field.tsx'
import { useField } from './form-context.ts'

type TextInputProps = FieldText & {
  /** `ltr` for phone numbers and codes, whose digits stand in that order in Persian too. */
  dir?: 'auto' | 'ltr'
  numeric?: boolean
  autoComplete?: string
  maxLength?: number
}

export function TextInput({ name, label, hint, optional, dir = 'auto', numeric = false, ...rest }: TextInputProps) {
  const { id, value, fault } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} optional={optional} fault={fault}>
      <input
        id={id}
        name={name}
        type="text"
        dir={dir}
        inputMode={numeric ? 'numeric' : 'text'}
        defaultValue={value}
        aria-required={optional ? undefined : true}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, hint, fault)}
        className={classNames(controlClass(fault !== null), dir === 'ltr' && 'text-end')}
        {...rest}
      />
    </Field>
  )
}
