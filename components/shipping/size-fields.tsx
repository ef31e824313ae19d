'use client'

import { type ReactNode, useContext, useState } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { type Option, Select } from '#components/ui/select.tsx'

/** What may be chosen beside the weight that a size's price includes; `value` in grams. */
export type SizeWeights = { size: string; included: string; heavier: Option[] }

type SizeFieldsProps = {
  /** The choice of the size. */
  children: ReactNode
  weights: SizeWeights[]
  label: string
}

/** Fields: `size`, and `weight` where the size may be heavier than what its price includes; empty means the included one. */
export function SizeFields({ children, weights, label }: SizeFieldsProps) {
  const { state } = useContext(FormContext)
  const [size, setSize] = useState(state.values.size)
  const chosen = weights.find((one) => one.size === size)
  return (
    <>
      <div onChange={({ target }) => setSize((target as unknown as HTMLInputElement).value)}>{children}</div>
      {chosen && chosen.heavier.length > 0 && (
        <Select
          name="weight"
          label={label}
          placeholder={chosen.included}
          optional
          groups={[{ label: null, options: chosen.heavier }]}
        />
      )}
    </>
  )
}
