import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { eraseFaults } from '#lib/fa/erase-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { eraseOwnData } from '#lib/services/erase-person.ts'
import { cookieSettings } from '#lib/web/cookies.ts'
import { forgetRemembered } from '../booking/remembered.ts'
import type { ActionHere } from '../seat/action.ts'

/** Erases what there is of the user of this seat, knowing what that does to the shipments that were shown. */
export async function eraseStep(here: ActionHere): Promise<FormState> {
  const { app, fields, seat, base } = here
  const { seen = '' } = fields
  if (seen !== '' && fields.understood !== '1') return here.again({ understood: eraseFaults.understood })
  const erased = await eraseOwnData(app.erase, seat, seen)
  if (erased.kind === 'changed') redirect(`${base}/erase?changed=1`)
  await forgetRemembered(app)
  if (erased.signedOut) {
    const { name, options } = cookieSettings(app.settings.APP_URL).authjs.sessionToken
    const jar = await cookies()
    jar.set({ ...options, name, value: '', maxAge: 0 })
  }
  redirect('/erased')
}
