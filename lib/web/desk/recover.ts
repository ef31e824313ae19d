import 'server-only'
import { redirect } from 'next/navigation'
import { deskProblems, recoverTexts } from '#lib/fa/staff-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  beginNewPasskey,
  leaveRecovery,
  type NewPasskeyOptions,
  recoverWithPasskey,
  recoverySeconds,
} from '#lib/staff/index.ts'
import type { DeskForm } from './action.ts'
import type { BegunPasskey } from './enter.ts'
import { dropDeskCookie, keepDeskCookie, type RecoveringHere, recoveringHere } from './session.ts'

/** Whom a recovery code let in, for how long, and how many such codes they have left. */
export async function recoverView({ app, who }: RecoveringHere) {
  return { name: who.name, minutes: recoverySeconds / 60, codesLeft: await app.staff.store.codesLeft(who.staffId) }
}

export async function beginRecovery(): Promise<BegunPasskey<NewPasskeyOptions>> {
  const here = await recoveringHere()
  if (!here) return { ok: false, sentence: deskProblems.session_ended }
  return { ok: true, ...(await beginNewPasskey(here.app.staff, here.who)) }
}

/** Makes the passkey, and goes on to where old ones can be taken away and codes made. */
export async function recoverStep({ app, fields, again }: DeskForm): Promise<FormState> {
  const here = await recoveringHere()
  if (!here) return again({}, deskProblems.session_ended)
  const { response = '', challenge = '' } = fields
  const recovered = await recoverWithPasskey(app.staff, here.who, { response, challenge })
  if (recovered.kind !== 'opened') return again({}, recoverTexts[recovered.kind])
  await keepDeskCookie(app, recovered.token)
  redirect('/desk/security')
}

export async function leaveStep({ app }: DeskForm): Promise<FormState> {
  const here = await recoveringHere()
  if (here) await leaveRecovery(app.staff, here.who)
  await dropDeskCookie(app)
  redirect('/desk/sign-in')
}
