'use client'

import type { ReactNode } from 'react'
import type { FormState } from '#lib/kernel/form.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext } from './form-context.ts'

/** A form that no action answers, such as a search: its values come from the address, and its faults stand over it. */
export function FormValues({ state, children }: { state: FormState; children: ReactNode }) {
  return (
    <FormContext value={{ state, pressed: [] }}>
      <ErrorSummary state={state} />
      {children}
    </FormContext>
  )
}
