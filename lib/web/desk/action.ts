import 'server-only'
import { problems } from '#lib/fa/problems.ts'
import { deskProblems } from '#lib/fa/staff-texts.ts'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { mayDo, type StaffAction, type StaffActor } from '#lib/staff/index.ts'
import { asAction, type SentForm } from '#lib/web/action.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { secretFields } from '#lib/web/secret-fields.ts'
import { staffHere } from './session.ts'

/** What is typed on the desk, and the way back to the form with it. */
export type DeskForm = SentForm & {
  /** Every value of a field that a form may send more than once. */
  all(field: string): string[]
  /** The file that a field sent, as far as it is read; empty where it sent none. */
  upload(field: string): Promise<Uint8Array>
}

export type DeskActionHere = DeskForm & { staff: StaffActor }

/** A passkey's answer is longer than anything that is typed. */
const maxFieldLength = 12_000
/** A table is a few kilobytes. */
const maxUploadBytes = 64 * 1024

/**
 * What somebody of the business does at the desk: same site, who it is, whether their role may, within the limit, then one use
 * case, which asks for the role again. `may`: null for what everybody does for themselves.
 */
export async function deskAction(
  data: FormData,
  { action, may }: { action: string; may: StaffAction | null },
  run: (here: DeskActionHere) => Promise<FormState>,
): Promise<FormState> {
  return await enterAction(data, action, async (form) => {
    const here = await staffHere({ counts: true })
    if (!here) return form.again({}, deskProblems.session_ended)
    if (may !== null && !mayDo(here.staff.role, may)) return form.again({}, deskProblems.not_allowed)
    if ((await overLimit(form.app, 'deskActions', here.staff.staffId)) !== null) {
      return form.again({}, problems.too_many_requests.sentence)
    }
    return await run({ ...form, staff: here.staff })
  })
}

/** What somebody without a session does: same site, then one use case. */
export async function enterAction(
  data: FormData,
  action: string,
  run: (form: DeskForm) => Promise<FormState>,
): Promise<FormState> {
  const all = (field: string) => data.getAll(field).filter((value) => typeof value === 'string')
  const upload = async (field: string) => await bytesOfFile(data.get(field))
  const options = { action, maxFieldLength, secret: secretFields }
  return await asAction(data, options, async (form) => await run({ ...form, all, upload }))
}

async function bytesOfFile(sent: FormDataEntryValue | null): Promise<Uint8Array> {
  return sent instanceof File ? new Uint8Array(await sent.slice(0, maxUploadBytes).arrayBuffer()) : new Uint8Array()
}

/** Some spreadsheets write two bytes a letter, and say so with their first two. */
export const textOfFile = (bytes: Uint8Array): string =>
  new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes)

/** Done, and the answer shows something once: a link, codes. */
export const shownOnce = (values: Record<string, string>): FormState => ({ ...emptyForm, values })
