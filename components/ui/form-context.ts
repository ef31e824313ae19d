'use client'

import { createContext, useContext } from 'react'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'

type FormContextValue = {
  state: FormState
  /** `name=value` of the button whose answer is awaited, or null. */
  pressed: string | null
}

export const FormContext = createContext<FormContextValue>({ state: emptyForm, pressed: null })

/** The element that carries a field's name; links of the error summary lead to it. */
export const fieldId = (name: string): string => `field-${name}`

export function useField(name: string): { id: string; value: string; fault: string | null } {
  const { state } = useContext(FormContext)
  return { id: fieldId(name), value: state.values[name] ?? '', fault: state.faults[name] ?? null }
}
