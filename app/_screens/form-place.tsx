import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { RenewedForm } from '#components/ui/renewed-form.tsx'
import { formGone, noAnswer } from '#lib/fa/no-answer.ts'
import { formPlace, type OwnSession } from '#lib/web/form-place.ts'
import { isNavigation } from '#lib/web/guard.ts'

/** Around a page with forms, for the session that they are filled in under; null: a browser keeps nothing of what is typed. */
export async function FormPlace({ session, children }: { session: OwnSession | null; children: ReactNode }) {
  const { mark, renewed } = await formPlace(session)
  return (
    <>
      {mark && <meta name="peyk-mark" content={mark} />}
      {/* Needed only where nothing could be fetched, and so here; as a script each page would load them. A page that asks to be
          drawn again has read them. */}
      {isNavigation(await headers()) && <meta name="peyk-no-answer" content={JSON.stringify(noAnswer)} />}
      {renewed ? (
        <RenewedForm {...renewed} notice={noAnswer.renewed} gone={formGone}>
          {children}
        </RenewedForm>
      ) : (
        children
      )}
    </>
  )
}
