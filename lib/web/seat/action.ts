import 'server-only'
import { redirect } from 'next/navigation'
import { problems } from '#lib/fa/problems.ts'
import type { FormState } from '#lib/kernel/form.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { asAction, type SentForm } from '#lib/web/action.ts'
import { overLimit, overSends } from '#lib/web/rate-limit.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { type OwnerHere, ownerAt } from '../assistant/owner.ts'
import { type SeatContext, seated } from './seated.ts'

type Form = Pick<SentForm, 'fields' | 'again'> & {
  /** Back to the form with the sentence of an error. */
  refused(code: ErrorCode): FormState
}

export type ActionHere = SeatContext & Form
export type ShipmentActionHere = ActionHere & { trackingCode: string }
export type OwnerActionHere = OwnerHere & Form

type Options = {
  /** What is done, for logs and measures: a few words, `save_what`. */
  action: string
  /** Whether it begins something that the chat is told of: nobody does that without end. */
  sends?: true
  /** A form keeps what was typed and says the fault in place; a one-tap action ends on the fault page. */
  onFault: 'stay' | 'page'
}

const maxFieldLength = 2000

/** Whose an action is, what its limits count by, and where its fault page stands. */
type Actor<Here> = {
  find(): Promise<Here | null>
  key(here: Here): string
  hasSentEnough(here: Here): Promise<boolean>
  base: string
}

/** What somebody does at a seat. */
export async function seatAction(
  seatId: string,
  data: FormData,
  options: Options,
  run: (here: ActionHere) => Promise<FormState>,
): Promise<FormState> {
  const actor: Actor<SeatContext> = {
    find: async () => await seated(seatId),
    key: ({ seat }) => seat.id,
    hasSentEnough: async ({ app, seat }) => (await overSends(app, seat)) !== null,
    base: seatHref(seatId),
  }
  return await userAction(actor, data, options, run)
}

/** What somebody does at a seat with the shipment of this code: as it stands in an address or a form, it may be anything. */
export async function shipmentAction(
  { seatId, code }: { seatId: string; code: unknown },
  data: FormData,
  options: Options,
  run: (here: ShipmentActionHere) => Promise<FormState>,
): Promise<FormState> {
  return await seatAction(seatId, data, options, async (here) => {
    const trackingCode = typeof code === 'string' ? parseTrackingCode(code) : null
    if (trackingCode === null) redirect(`${here.base}/problem/not_found`)
    return await run({ ...here, trackingCode })
  })
}

/** What a seller does with their assistant. */
export async function ownerAction(
  assistantId: string,
  data: FormData,
  options: Options,
  run: (here: OwnerActionHere) => Promise<FormState>,
): Promise<FormState> {
  const actor: Actor<OwnerHere> = {
    find: async () => await ownerAt(assistantId),
    key: ({ assistant }) => assistant.id,
    hasSentEnough: async () => false,
    base: '',
  }
  return await userAction(actor, data, options, run)
}

/** Whose it is, within the limit, then one use case. */
async function userAction<Here>(
  actor: Actor<Here>,
  data: FormData,
  { action, sends, onFault }: Options,
  run: (here: Here & Form) => Promise<FormState>,
): Promise<FormState> {
  const faultPage = onFault === 'page' ? `${actor.base}/problem/fault` : null
  return await asAction(data, { action, maxFieldLength, faultPage }, async (sent) => {
    const { app, fields, again } = sent
    const turnedAway = (code: ErrorCode) => sent.turnedAway(problems[code].sentence)
    const here = await actor.find()
    if (!here) return turnedAway('session_ended')
    if ((await overLimit(app, 'seatActions', actor.key(here))) !== null) return turnedAway('too_many_requests')
    if (sends && (await actor.hasSentEnough(here))) return turnedAway('too_many_requests')
    return await run({ ...here, fields, again, refused: (code) => again({}, problems[code].sentence) })
  })
}
