'use client'

import { useContext } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { FormContext } from '#components/ui/form-context.ts'

/** One end in full, in the answer that it was asked for with; the page loaded again has it masked. */
export function RevealedContact() {
  const { contact } = useContext(FormContext).state.values
  if (!contact) return null
  return (
    <Banner tone="info" title="نشانی کامل" role="status">
      <bdi className="whitespace-pre-line break-words">{contact}</bdi>
    </Banner>
  )
}
