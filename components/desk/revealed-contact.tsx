'use client'

import { useContext } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { Notice } from '#components/ui/notice.tsx'

/** One end in full, in the answer that it was asked for with; the page loaded again has it masked. */
export function RevealedContact() {
  const { contact } = useContext(FormContext).state.values
  if (!contact) return null
  return (
    <Notice tone="info" title="نشانی کامل" role="status">
      <bdi className="whitespace-pre-line break-words">{contact}</bdi>
    </Notice>
  )
}
