import 'server-only'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { problems } from '#lib/fa/problems.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import { type Services, services } from '#lib/services.ts'
import { parseTrackingCode } from '#lib/shipping/index.ts'
import { type OwnerHere, ownerAt } from '#lib/web/assistant/owner.ts'
import { seatHref } from '#lib/web/seat/wanted.ts'
import { isSameSite } from './guard.ts'
import { overLimit, overSends } from './rate-limit.ts'
import { reportFault } from './redirect.ts'
import { asRequest } from './request.ts'
import { type SeatContext, seated } from './session.ts'

type Fields = Record<string, string>

type Form = {
  fields: Fields
  /** Back to the form: everything typed, with faults beside their fields and a sentence over them. */
  again(faults: Record<string, string>, notice?: string | null): FormState
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

/** `again`: back to the form with a sentence. `turned_away`: before anything was done. */
type Outcome = 'done' | 'again' | 'turned_away' | 'fault'

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
  return await guarded(actor, data, options, run)
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
  return await guarded(actor, data, options, run)
}

/**
 * The way in of every server action: same site, whose it is, within the limit, then one use case. Whatever fails, the
 * user gets a sentence and what they typed: without JavaScript an action that throws would be a bare 500.
 */
async function guarded<Here extends { app: Services }>(
  actor: Actor<Here>,
  data: FormData,
  options: Options,
  run: (here: Here & Form) => Promise<FormState>,
): Promise<FormState> {
  return await asRequest(async (app) => {
    const { action } = options
    const seconds = stopwatch()
    // What ends in a redirect throws, with everything done.
    let outcome: Outcome = 'done'
    try {
      return await act(actor, data, options, run, (other) => {
        outcome = other
      })
    } finally {
      app?.log.info({ event: 'action', action, outcome, ms: Math.round(seconds() * 1000) }, 'action')
      app?.measures.observe('action', seconds(), { action, outcome })
    }
  })
}

async function act<Here extends { app: Services }>(
  actor: Actor<Here>,
  data: FormData,
  options: Options,
  run: (here: Here & Form) => Promise<FormState>,
  note: (outcome: Outcome) => void,
): Promise<FormState> {
  const fields = textFields(data)
  const again = (faults: Record<string, string>, notice: string | null = null) => ({ values: fields, faults, notice })
  const refused = (code: ErrorCode) => again({}, problems[code].sentence)
  const turnedAway = (code: ErrorCode) => {
    note('turned_away')
    return refused(code)
  }
  try {
    const app = await services()
    if (!isSameSite(await headers(), app.settings.APP_URL)) return turnedAway('cross_site')
    const here = await actor.find()
    if (!here) return turnedAway('session_ended')
    if ((await overLimit(app, 'seatActions', actor.key(here))) !== null) return turnedAway('too_many_requests')
    if (options.sends && (await actor.hasSentEnough(here))) return turnedAway('too_many_requests')
    const state = await run({ ...here, fields, again, refused })
    if (state.notice !== null || Object.keys(state.faults).length > 0) note('again')
    return state
  } catch (error) {
    unstable_rethrow(error)
    note('fault')
    const incident = await reportFault(error)
    if (options.onFault === 'page') redirect(`${actor.base}/problem/fault?incident=${incident}`)
    return refused('fault')
  }
}

/** What was typed, without React's own fields, each cut to a length that no honest field reaches. */
function textFields(data: FormData): Fields {
  const fields: Fields = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$')) fields[name.slice(0, 64)] = value.slice(0, maxFieldLength)
  }
  return fields
}
