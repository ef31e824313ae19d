import 'server-only'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { problems } from '#lib/fa/problems.ts'
import type { ErrorCode } from '#lib/kernel/errors.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { type Services, services } from '#lib/services.ts'
import { isSameSite } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import { reportFault } from './redirect.ts'
import { asRequest } from './request.ts'
import { type Seated, seated } from './session.ts'

type Fields = Record<string, string>

export type ActionHere = Seated & {
  fields: Fields
  /** Back to the form: everything typed, with faults beside their fields and a sentence over them. */
  again(faults: Record<string, string>, notice?: string | null): FormState
  /** Back to the form with the sentence of an error. */
  refused(code: ErrorCode): FormState
}

type Options = {
  /** What is done, for logs and measures: a few words, `save_parcel`. */
  action: string
  /** Which limit counts; by seat, or by conversation for whatever sends. */
  limit?: Extract<keyof Services['limits'], 'seatActions' | 'sends'>
  /** A form keeps what was typed and says the fault in place; a one-tap action ends on the fault page. */
  onFault: 'stay' | 'page'
}

const longestField = 2000

/** `again`: back to the form with a sentence. `turned_away`: before anything was done. */
type Outcome = 'done' | 'again' | 'turned_away' | 'fault'

type Run = (here: ActionHere) => Promise<FormState>

/**
 * The way in of every server action: same site, whose seat, within the limit, then one use case. Whatever fails, the
 * user gets a sentence and what they typed: without JavaScript an action that throws would be a bare 500.
 */
export async function seatAction(seatId: string, data: FormData, options: Options, run: Run): Promise<FormState> {
  return await asRequest(async (app) => {
    const { action } = options
    const seconds = stopwatch()
    // What ends in a redirect throws, with everything done.
    let outcome: Outcome = 'done'
    try {
      return await act(seatId, data, options, run, (other) => {
        outcome = other
      })
    } finally {
      app?.log.info({ event: 'action', action, outcome, ms: Math.round(seconds() * 1000) }, 'action')
      app?.measures.observe('action', seconds(), { action, outcome })
    }
  })
}

async function act(
  seatId: string,
  data: FormData,
  options: Options,
  run: Run,
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
    const here = await seated(seatId)
    if (!here) return turnedAway('session_ended')
    const limit = options.limit ?? 'seatActions'
    const key = limit === 'sends' ? here.seat.conversationId : here.seat.id
    if ((await overLimit(app, limit, key)) !== null) return turnedAway('too_many_requests')
    const state = await run({ ...here, fields, again, refused })
    if (state.notice !== null || Object.keys(state.faults).length > 0) note('again')
    return state
  } catch (error) {
    unstable_rethrow(error)
    note('fault')
    const incident = await reportFault(error)
    if (options.onFault === 'page') redirect(`/s/${seatId}/problem/fault?incident=${incident}`)
    return refused('fault')
  }
}

/** What was typed, without React's own fields, each cut to a length that no honest field reaches. */
function textFields(data: FormData): Fields {
  const fields: Fields = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$')) fields[name.slice(0, 64)] = value.slice(0, longestField)
  }
  return fields
}
