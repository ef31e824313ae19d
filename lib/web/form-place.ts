import 'server-only'
import { headers } from 'next/headers'
import type { Session } from '#lib/addon/access/index.ts'
import { secretMark } from '#lib/kernel/ids.ts'
import { type OldForm, oldFormHeader, parseOldForm } from './old-form.ts'

export type OwnSession = Pick<Session, 'id'>

/** A form that was posted to an action of another build, for its page to draw again; null for every other visit. */
export async function oldForm(): Promise<OldForm | null> {
  return parseOldForm((await headers()).get(oldFormHeader))
}

/**
 * Where the forms of a page stand. The mark keeps apart what a browser keeps of one session's forms and another's; null: it
 * keeps nothing of them.
 */
export async function formPlace(session: OwnSession | null) {
  return { mark: session && secretMark(session.id), renewed: await oldForm() }
}
