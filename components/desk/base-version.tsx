'use client'

import { useContext } from 'react'
import { FormContext } from '#components/ui/form-context.ts'

/** The version that a form was made of; after the answer that there is a newer one, that one. Field: `base`. */
export function BaseVersion({ base }: { base: string }) {
  const { state } = useContext(FormContext)
  return <input type="hidden" name="base" value={state.values.base ?? base} />
}
