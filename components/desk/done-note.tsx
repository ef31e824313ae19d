'use client'

import { useContext } from 'react'
import { FormContext } from '#components/ui/form-context.ts'
import { Notice } from '#components/ui/notice.tsx'

/** What the answer to a form says was done. The page behind it is as it was: a link asks for it again. */
export function DoneNote({ href }: { href: string }) {
  const { done } = useContext(FormContext).state.values
  if (!done) return null
  return (
    <Notice tone="success" title={done} role="status">
      <a href={href} className="inline-flex min-h-target items-center underline underline-offset-4">
        تازه کردن صفحه
      </a>
    </Notice>
  )
}
