'use client'

import type { ReactNode } from 'react'
import { emptyForm } from '#lib/kernel/form.ts'
import { ErrorSummary } from './error-summary.tsx'
import { type Renewed, RenewedContext } from './form-context.ts'

/**
 * Around a page one of whose forms was posted to an action that the server does not have. A form says it itself; for one
 * without a name, a lone button, the page does.
 */
export function RenewedForm({ children, ...renewed }: Renewed & { children: ReactNode }) {
  return (
    <RenewedContext value={renewed}>
      {renewed.form === '' && (
        <div className="p-4">
          <ErrorSummary state={{ ...emptyForm, notice: renewed.notice }} />
        </div>
      )}
      {children}
    </RenewedContext>
  )
}
