'use client'

import { useContext } from 'react'
import { FormContext } from '#components/ui/form-context.ts'

/** The version that a form was made of; after the answer that there is a newer one, that one. */
export function BaseVersion({ base, name = 'base' }: { base: string; name?: string }) {
  const { state } = useContext(FormContext)
  return <input type="hidden" name={name} value={state.values[name] ?? base} />
}
