'use client'

import { type ReactNode, useContext } from 'react'
import { Fold } from './fold.tsx'
import { FormContext } from './form-context.ts'

/** A part of a form that opens: it is open where the form comes back with something, without scripts too. */
export function FormFold({ title, children }: { title: string; children: ReactNode }) {
  const { notice, faults, values } = useContext(FormContext).state
  const isBack = notice !== null || Object.keys({ ...faults, ...values }).length > 0
  return (
    <Fold title={title} fact={null} isOpen={isBack}>
      {children}
    </Fold>
  )
}
