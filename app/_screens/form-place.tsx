import type { ReactNode } from 'react'
import { RenewedForm } from '#components/ui/renewed-form.tsx'
import { formPlace, type OwnSession } from '#lib/web/form-place.ts'

/** Around a page with forms, for the session that they are filled in under. */
export async function FormPlace({ session, children }: { session: OwnSession; children: ReactNode }) {
  const { mark, renewed } = await formPlace(session)
  return (
    <>
      <meta name="peyk-mark" content={mark} />
      {renewed ? <RenewedForm {...renewed}>{children}</RenewedForm> : children}
    </>
  )
}
