'use client'

import type { ReactNode } from 'react'
import { FormContext } from './form-context.ts'

/** Fills the fields of a form that no action answers, such as a search. */
export function FormValues({ values, children }: { values: Record<string, string>; children: ReactNode }) {
  return <FormContext value={{ state: { values, faults: {}, notice: null }, pressed: [] }}>{children}</FormContext>
}
