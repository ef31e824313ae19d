'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { emptyForm } from '#lib/kernel/form.ts'
import { ErrorSummary } from './error-summary.tsx'
import { type Renewed, RenewedContext } from './form-context.ts'

/**
 * Around a page one of whose forms was posted to an action that the server does not have. A form says it itself; for one
 * without a name, a lone button, and for one that the page has no more, the page does. Which forms it has shows only in a
 * browser: where no scripts look, the page says `gone` beside what the form says.
 */
export function RenewedForm({ children, gone, ...renewed }: Renewed & { gone: string; children: ReactNode }) {
  const { form, notice } = renewed
  const [isGone, setGone] = useState(false)
  useEffect(() => {
    const names = [...document.querySelectorAll<HTMLInputElement>('input[name="$form"]')].map(({ value }) => value)
    setGone(form !== '' && !names.includes(form))
  }, [form])
  const said = form === '' ? notice : isGone && gone
  return (
    <RenewedContext value={renewed}>
      {said ? (
        <div className="mx-auto max-w-2xl p-4">
          <ErrorSummary state={{ ...emptyForm, notice: said }} />
        </div>
      ) : (
        <noscript>
          <p className="mx-auto max-w-2xl p-4 font-bold">{gone}</p>
        </noscript>
      )}
      {children}
    </RenewedContext>
  )
}
