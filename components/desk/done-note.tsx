'use client'

import { useContext } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { FormContext } from '#components/ui/form-context.ts'

/** What the answer to a form says was done. The page behind it is as it was: a link asks for it again. */
export function DoneNote({ href }: { href: string }) {
  const { done } = useContext(FormContext).state.values
  if (!done) return null
  return (
    <Banner tone="success" title={done} role="status">
      <a href={href} className="inline-flex min-h-target items-center underline underline-offset-4">
        تازه کردن صفحه
      </a>
    </Banner>
  )
}
