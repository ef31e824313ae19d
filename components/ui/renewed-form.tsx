'use client'

import type { ReactNode } from 'react'
import { type Renewed, RenewedContext } from './form-context.ts'

/** Around a page one of whose forms was posted to an action that the server does not have. */
export function RenewedForm({ children, ...renewed }: Renewed & { children: ReactNode }) {
  return <RenewedContext value={renewed}>{children}</RenewedContext>
}
