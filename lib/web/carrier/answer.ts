import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { aboutCall, admitCall, type Refusal, verifyCall } from '#lib/carrier/index.ts'
import { type Services, services } from '#lib/services.ts'
import { clientAddress } from '#lib/web/guard.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { faultAnswer, machineAnswer } from '#lib/web/route.ts'

/** What became of a call; every one is noted and counted once. */
export type CallOutcome =
  | 'moved'
  | 'repeated'
  | 'illegal'
  | 'code_refused'
  | 'not_found'
  | 'invalid'
  | 'listed'
  | 'proof_taken'
  | 'replied'
  /** To be tried again. */
  | 'busy'
  /** Its id belongs to another call, or these very headers were answered before. */
  | 'id_used'
  /** Wrong signature, old stamp, no keys. */
  | 'refused'
  /** The same, too often. */
  | 'limited'

type Body = { reason?: string; state?: string; handoverCode?: string } & Record<string, unknown>

export type CallAnswer = {
  outcome: CallOutcome
  status: number
  body: Body
  said?: object
  headers?: Record<string, string>
  /** The fault was on the way, not in what was signed: the same headers may come again. */
  isOpen?: true
}

export const invalid = (status: number, reason: string): CallAnswer => ({
  outcome: 'invalid',
  status,
  body: { reason },
})

type Signed = { id: string; stamp: number; about: string }

/** Whatever is thrown becomes an answer. */
export async function answering(handle: (app: Services) => Promise<Response>): Promise<Response> {
  try {
    return await handle(await services())
  } catch (error) {
    unstable_rethrow(error)
    return await faultAnswer(error)
  }
}

/** Calls with a right signature are never limited: all of the carrier's come from a few addresses. */
export async function refuse(app: Services, request: Request, reason: string): Promise<Response> {
  const client = clientAddress(request.headers, app.settings.TRUSTED_PROXIES)
  const wait = await overLimit(app, 'badKeys', `carrier ${client}`)
  if (wait === null) return answer(app, { outcome: 'refused', status: 401, body: { reason } })
  const headers = { 'Retry-After': String(wait) }
  return answer(app, { outcome: 'limited', status: 429, body: { reason: limited }, headers })
}

const limited = 'too many calls without a right signature'
export const otherCall = 'this webhook-id belongs to another call: give each call an id of its own'
const answeredBefore = 'a call with this webhook-id and webhook-timestamp had its answer before: sign each call again'

/**
 * Handles a rightly signed call under its id: an id is good for one call, a refusal stands for the headers it was given to,
 * and what `isOnce`, because its answer is worth something to anyone who finds its headers, is answered to them once. What was
 * answered 503, or not at all, may come again as it was.
 */
export async function onceAnswered(
  app: Services,
  { id, stamp, about }: Signed,
  handle: () => Promise<CallAnswer>,
  { isOnce = false } = {},
): Promise<CallAnswer> {
  const admitted = await admitCall(app, { id, stamp }, about)
  if (admitted.kind === 'other') return { outcome: 'id_used', status: 409, body: { reason: otherCall } }
  if (admitted.kind === 'answered') return again(admitted.refusal)
  const given = await handle()
  const isRefusal = given.status >= 400 && given.status < 500
  if (given.isOpen || !(isRefusal || isOnce)) return given
  const isFirst = await app.knownCalls.close(id, stamp, isRefusal ? refusalOf(given) : null)
  return isOnce && !isFirst ? again(null) : given
}

/**
 * The carrier asks for a list, by its signature over an empty body. The signature covers neither address nor query, and the
 * answer is full of what nobody else may read: so its headers are good for one answer, to the query that they first came with.
 */
export async function answerList(
  request: Request,
  kind: 'list' | 'threads',
  listed: (app: Services, query: URLSearchParams) => Promise<CallAnswer>,
): Promise<Response> {
  return await answering(async (app) => {
    const signed = verifyCall(app.settings.CARRIER_KEYS, request.headers, '', app.realTime())
    if (!signed.ok) return await refuse(app, request, signed.reason)
    const { search, searchParams } = new URL(request.url)
    const about = aboutCall(kind, request.method, search)
    const list = async () => await listed(app, searchParams)
    return answer(app, await onceAnswered(app, { ...signed, about }, list, { isOnce: true }))
  })
}

function again(refusal: Refusal | null): CallAnswer {
  const { status, ...body } = refusal ?? { status: 409, reason: answeredBefore }
  return { outcome: 'id_used', status, body }
}

function refusalOf({ status, body: { reason = '', state, handoverCode } }: CallAnswer): Refusal {
  const known = { ...(state === undefined ? {} : { state }), ...(handoverCode === undefined ? {} : { handoverCode }) }
  return { status, reason, ...known }
}

const unbound = 'the signature must cover the tracking code: calls without it end with version 0.2 of Peyk'

/** The form of calls whose signature is good for any shipment: taken, counted, and told of, to both who run it. */
export function noteUnbound(app: Services, call: 'status' | 'proof', given: CallAnswer): CallAnswer {
  app.measures.count('carrier_unbound_calls', { call })
  app.log.warn({ event: 'carrier_unbound_call', call }, unbound)
  return { ...given, body: { ...given.body, deprecated: unbound } }
}

/** Notes and counts a call, and answers it. */
export function answer(app: Services, { outcome, status, body, said, headers }: CallAnswer): Response {
  app.measures.count('carrier_calls', { outcome })
  const { reason = null } = body
  // A flood must not fill the log.
  const level = outcome === 'limited' ? 'debug' : 'info'
  app.log[level]({ event: 'carrier_call', outcome, reason, ...said }, 'carrier call')
  return machineAnswer(status, body, headers)
}
