import 'server-only'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { problems } from '#lib/fa/problems.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { type Services, services } from '#lib/services.ts'
import { isSameSite } from './guard.ts'
import { reportFault } from './redirect.ts'
import { asRequest } from './request.ts'

/** What was typed, and the way back to the form with it. */
export type SentForm = {
  app: Services
  fields: Record<string, string>
  /** Back to the form: everything typed, with faults beside their fields and a sentence over them. */
  again(faults: Record<string, string>, notice?: string | null): FormState
}

type Options = {
  /** What is done, for logs and measures: a few words, `save_what`. */
  action: string
  /** A length that no honest field reaches: what is longer is cut. */
  maxFieldLength: number
  /** Fields that nothing draws again. */
  secret?: readonly string[]
  /** Where a fault ends; null: at the form. */
  faultPage?: string | null
}

/** `again`: back to the form with a sentence. `turned_away`: before anything was done. */
type Outcome = 'done' | 'again' | 'turned_away' | 'fault'

/**
 * The way in of every server action: same site, then what `run` asks, then one use case. Whatever fails, the user gets a
 * sentence and what they typed: without JavaScript an action that throws would be a bare 500.
 */
export async function asAction(
  data: FormData,
  { action, maxFieldLength, secret = [], faultPage = null }: Options,
  run: (form: SentForm & { turnedAway(sentence: string): FormState }) => Promise<FormState>,
): Promise<FormState> {
  return await asRequest(async (given) => {
    const seconds = stopwatch()
    // What ends in a redirect throws, with everything done.
    let outcome: Outcome = 'done'
    const fields = textFields(data, maxFieldLength)
    const values = Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.includes(name)))
    const again: SentForm['again'] = (faults, notice = null) => ({ values, faults, notice })
    const turnedAway = (sentence: string) => {
      outcome = 'turned_away'
      return again({}, sentence)
    }
    try {
      const app = await services()
      if (!isSameSite(await headers(), app.settings.APP_URL)) return turnedAway(problems.cross_site.sentence)
      const state = await run({ app, fields, again, turnedAway })
      if (outcome === 'done' && (state.notice !== null || Object.keys(state.faults).length > 0)) outcome = 'again'
      return state
    } catch (error) {
      unstable_rethrow(error)
      outcome = 'fault'
      const incident = await reportFault(error)
      if (faultPage !== null) redirect(`${faultPage}?incident=${incident}`)
      return again({}, problems.fault.sentence)
    } finally {
      given?.log.info({ event: 'action', action, outcome, ms: Math.round(seconds() * 1000) }, 'action')
      given?.measures.observe('action', seconds(), { action, outcome })
    }
  })
}

/** What was typed, without React's own fields. */
function textFields(data: FormData, maxLength: number): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of data) {
    if (typeof value === 'string' && !name.startsWith('$')) fields[name.slice(0, 64)] = value.slice(0, maxLength)
  }
  return fields
}
