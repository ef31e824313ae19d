'use client'

import type { ChangeEvent, Ref } from 'react'
import { ClientIcon } from './client-icon.tsx'
import { controlClass, describedBy, Field, type FieldText } from './field.tsx'
import { useField } from './form-context.ts'

export type Option = { value: string; label: string }
export type OptionGroup = { label: string | null; options: Option[] }

type SelectProps = FieldText & {
  groups: OptionGroup[]
  /** The first entry, chosen while nothing is. */
  placeholder: string
  autoComplete?: string
  onChange?: (value: string) => void
  ref?: Ref<HTMLSelectElement>
}

const Options = ({ options }: { options: Option[] }) =>
  options.map((option) => (
    <option key={option.value} value={option.value}>
      {option.label}
    </option>
  ))

export function Select({ name, label, hint, optional, groups, placeholder, autoComplete, onChange, ref }: SelectProps) {
  const { id, value, fault } = useField(name)
  return (
    <Field id={id} label={label} hint={hint} optional={optional} fault={fault}>
      <div className="relative">
        <select
          // A replayed form is reset to its first options: a new value makes a new element.
          key={value}
          ref={ref}
          id={id}
          name={name}
          defaultValue={value}
          autoComplete={autoComplete}
          aria-required={optional ? undefined : true}
          aria-invalid={fault ? true : undefined}
          aria-describedby={describedBy(id, hint, fault)}
          className={`${controlClass(fault !== null)} appearance-none pe-11`}
          onChange={onChange && ((event: ChangeEvent<HTMLSelectElement>) => onChange(event.target.value))}
        >
          <option value="">{placeholder}</option>
          {groups.map((group) =>
            group.label ? (
              <optgroup key={group.label} label={group.label}>
                <Options options={group.options} />
              </optgroup>
            ) : (
              <Options key="" options={group.options} />
            ),
          )}
        </select>
        <span className="select-arrow">
          <ClientIcon name="chevronDown" />
        </span>
      </div>
    </Field>
  )
}
