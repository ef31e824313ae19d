'use client'

import { useContext } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { FormContext } from '#components/ui/form-context.ts'

type ShownOnceProps = { field: string; title: string; sentence: string; copyLabel: string }

/** What the answer to a form shows this once, a line each: a link, codes. Nothing before that. */
export function ShownOnce({ field, title, sentence, copyLabel }: ShownOnceProps) {
  const text = useContext(FormContext).state.values[field]
  if (!text) return null
  return (
    <Banner tone="success" title={title} role="status">
      <p>{sentence}</p>
      <ul dir="ltr" className="my-3 grid gap-1 font-mono text-base text-ink sm:grid-cols-2">
        {text.split('\n').map((line) => (
          <li key={line} className="break-all first:last:col-span-2">
            {line}
          </li>
        ))}
      </ul>
      <CopyButton text={text} label={copyLabel} />
    </Banner>
  )
}
