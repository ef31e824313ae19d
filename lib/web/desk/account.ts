import 'server-only'
import { redirect } from 'next/navigation'
import { accountTexts, deskProblems } from '#lib/fa/staff-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  addPasskey,
  beginNewPasskey,
  endSessions,
  type NewPasskeyOptions,
  ownAccount,
  ownSessions,
  removePasskey,
  renewCodes,
} from '#lib/staff/index.ts'
import { type DeskActionHere, type DeskForm, shownOnce } from './action.ts'
import type { BegunPasskey } from './enter.ts'
import { dropDeskCookie, type StaffHere, staffHere } from './session.ts'

/** One's own ways in, and where one is signed in. */
export async function accountView({ app, staff }: StaffHere) {
  const [account, sessions] = await Promise.all([ownAccount(app.staff, staff), ownSessions(app.staff, staff)])
  return { account, sessions, now: app.clock() }
}

export async function beginOwnPasskey(): Promise<BegunPasskey<NewPasskeyOptions>> {
  const here = await staffHere({ counts: true })
  if (!here) return { ok: false, sentence: deskProblems.session_ended }
  return { ok: true, ...(await beginNewPasskey(here.app.staff, here.staff)) }
}

/** One step on one's own account, by the button that was pressed. */
export async function accountStep(here: DeskActionHere): Promise<FormState> {
  const { app, staff, fields, again } = here
  const { do: deed = '', id = '', response = '', challenge = '' } = fields
  switch (deed) {
    case 'codes':
      return shownOnce({ codes: (await renewCodes(app.staff, staff)).join('\n') })
    case 'add_passkey': {
      const added = await addPasskey(app.staff, staff, { response, challenge })
      return added === 'added' ? redirect('/desk/security') : again({}, accountTexts.notAdded[added])
    }
    case 'remove_passkey': {
      const removed = await removePasskey(app.staff, staff, id)
      return removed === 'last_way' ? again({}, accountTexts.lastWay) : redirect('/desk/security')
    }
    case 'end_session': {
      await endSessions(app.staff, staff, { id })
      return redirect('/desk/security')
    }
    case 'end_others': {
      await endSessions(app.staff, staff, 'others')
      return redirect('/desk/security')
    }
    default:
      return again({}, deskProblems.unknown)
  }
}

/** Also for somebody whose session has ended meanwhile, in another window or by the clock: they are where they wanted to be. */
export async function signOutStep({ app }: DeskForm): Promise<FormState> {
  const here = await staffHere({ counts: true })
  if (here) await endSessions(app.staff, here.staff, { id: here.staff.sessionId })
  await dropDeskCookie(app)
  redirect('/desk/sign-in')
}
