import 'server-only'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { problems } from '#lib/fa/problems.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { type Services, services } from '#lib/services.ts'
import { mayDo, type StaffAction, type StaffActor } from '#lib/staff/index.ts'
import { isSameSite } from '#lib/web/guard.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { reportFault } from '#lib/web/redirect.ts'
import { asRequest } from '#lib/web/request.ts'
import { secretFields } from '#lib/web/secret-fields.ts'
import { staffHere } from './session.ts'

/** What is typed on the desk, and the way back to the form with it. */
export type DeskForm = {
  app: Services
  fields: Record<string, string>
  /** Every value of a field that a form may send more than once. */
  all(field: string): string[]
  /** The file that a field sent, as far as it is read; empty where it sent none. */
  upload(field: string): Promise<Uint8Array>
  again(faults: Record<string, string>, notice?: string | null): FormState
}

export type DeskActionHere = DeskForm & { staff: StaffActor }

/** A passkey's answer is longer than anything that is typed. */
const maxFieldLength = 12_000
/** A table is a few kilobytes. */
const maxUploadBytes = 64 * 1024

type Outcome = 'done' | 'again' | 'turned_away' | 'fault'

/** What somebody without a session does: same site, then one use case. */
export async function enterAction(
  data: FormData,
  action: string,
  run: (form: DeskForm) => Promise<FormState>,
): Promise<FormState> {
  return await guarded(data, action, run)
}

/**
 * What somebody of the business does at the desk: same site, who it is, whether their role may, within the limit, then one use
 * case, which asks for the role again. `may`: null for what everybody does for themselves.
 */
export async function deskAction(
  data: FormData,
  { action, may }: { action: string; may: StaffAction | null },
  run: (here: DeskActionHere) => Promise<FormState>,
): Promise<FormState> {
  return await guarded(data, action, async (form) => {
    const here = await staffHere({ counts: true })
    if (!here) return form.again({}, deskProblems.session_ended)
    if (may !== null && !mayDo(here.staff.role, may)) return form.again({}, deskProblems.not_allowed)
    if ((await overLimit(form.app, 'deskActions', here.staff.staffId)) !== null) {
      return form.again({}, problems.too_many_requests.sentence)
    }
    return await run({ ...form, staff: here.staff })
  })
}

async function guarded(
  data: FormData,
  action: string,
  run: (form: DeskForm) => Promise<FormState>,
): Promise<FormState> {
  return await asRequest(async (given) => {
    const seconds = stopwatch()
    let outcome: Outcome = 'done'
    const fields = textFields(data)
    const shown = Object.fromEntries(Object.entries(fields).filter(([name]) => !secretFields.includes(name)))
    const again = (faults: Record<string, string>, notice: string | null = null) => {
      outcome = 'again'
      return { values: shown, faults, notice }
    }
    try {
      const app = await services()
      if (!isSameSite(await headers(), app.settings.APP_URL)) {
        const state = again({}, problems.cross_site.sentence)
        outcome = 'turned_away'
        return state
      }
      const all = (field: string) => data.getAll(field).filter((value) => typeof value === 'string')
      const upload = async (field: string) => await bytesOfFile(data.get(field))
      return await run({ app, fields, all, upload, again })
    } catch (error) {
      unstable_rethrow(error)
      const state = again({}, problems.fault.sentence)
      outcome = 'fault'
      await reportFault(error)
      return state
    } finally {
      given?.log.info({ event: 'action', action, outcome, ms: Math.round(seconds() * 1000) }, 'action')
      given?.measures.observe('action', seconds(), { action, outcome })
    }
  })
}

/** What was typed, without React's own fields, each cut to a length that no honest field reaches. */
function textFields(data: FormData): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$')) fields[name.slice(0, 64)] = value.slice(0, maxFieldLength)
  }
  return fields
}

async function bytesOfFile(sent: FormDataEntryValue | null): Promise<Uint8Array> {
  return sent instanceof File ? new Uint8Array(await sent.slice(0, maxUploadBytes).arrayBuffer()) : new Uint8Array()
}

/** Some spreadsheets write two bytes a letter, and say so with their first two. */
export const textOfFile = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)

/** Done, and the answer shows something once: a link, codes. */
export const shownOnce = (values: Record<string, string>): FormState => ({ ...emptyForm, values })
