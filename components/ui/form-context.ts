'use client'

import { createContext, useContext } from 'react'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'

type FormContextValue = {
  state: FormState
  /** `name=value` of the buttons whose answer is awaited. */
  pressed: string[]
}

export const FormContext = createContext<FormContextValue>({ state: emptyForm, pressed: [] })

/** The form of a page that was posted to an action that the server does not have, with what was typed into it. */
export type Renewed = { form: string; typed: Record<string, string>; notice: string }

export const RenewedContext = createContext<Renewed | null>(null)

/** The element that carries a field's name; links of the error summary lead to it. */
export const fieldId = (name: string): string => `field-${name}`

export function useField(name: string): { id: string; value: string; fault: string | null } {
  const { state } = useContext(FormContext)
  return { id: fieldId(name), value: state.values[name] ?? '', fault: state.faults[name] ?? null }
}
