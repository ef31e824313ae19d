import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { parseStatusCall, shipmentOnWire, verifyCall } from '#lib/carrier/index.ts'
import { type Services, services } from '#lib/services.ts'
import { carrierStates, moveByCarrier, parseTrackingCode, shipmentsOfCarrier } from '#lib/shipping/index.ts'
import { clientAddress } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import { parseJson, readRawJson } from './read-body.ts'
import { faultAnswer, machineAnswer } from './route.ts'

/** What became of a call; every one is noted and counted once. */
export type CallOutcome =
  | 'moved'
  | 'repeated'
  | 'illegal'
  | 'not_found'
  | 'invalid'
  | 'listed'
  | 'proof_taken'
  /** To be tried again. */
  | 'busy'
  /** Wrong signature, old stamp, no keys. */
  | 'refused'
  /** The same, too often. */
  | 'limited'

/** The carrier says where a shipment is. README.md, "The carrier's interface". */
export async function carrierStatus(request: Request, trackingCode: string): Promise<Response> {
  return await answering(async (app) => {
    const body = await readRawJson(request)
    if (!body.ok) return answer(app, 'invalid', body.status, { reason: body.reason })
    const call = verifyCall(app.settings.CARRIER_KEYS, request.headers, body.text, app.realTime())
    if (!call.ok) return await refuse(app, request, call.reason)
    const parsed = statusOf(body.text, app.clock())
    if (!parsed.ok) return answer(app, 'invalid', 400, { reason: parsed.reason })
    const code = parseTrackingCode(trackingCode)
    const { status } = parsed.call
    const moved = code
      ? await moveByCarrier(app.shipping, { callId: call.id, trackingCode: code, ...parsed.call })
      : { kind: 'not_found' as const }
    if (moved.kind === 'not_found') {
      return answer(app, 'not_found', 404, { reason: 'no shipment has this tracking code' }, { status })
    }
    const { id: shipmentId, state } = moved.shipment
    const said = { status, shipmentId }
    if (moved.kind === 'illegal') {
      return answer(app, 'illegal', 409, { reason: `a shipment that is ${state} cannot become ${status}`, state }, said)
    }
    const repeated = moved.kind === 'repeated'
    return answer(app, moved.kind, 200, { trackingCode: moved.shipment.trackingCode, state, repeated }, said)
  })
}

/** The carrier asks for what is open, by its signature over an empty body: what it missed, it finds here. */
export async function carrierShipments(request: Request): Promise<Response> {
  return await answering(async (app) => {
    const call = verifyCall(app.settings.CARRIER_KEYS, request.headers, '', app.realTime())
    if (!call.ok) return await refuse(app, request, call.reason)
    const { searchParams } = new URL(request.url)
    const asked = searchParams.getAll('state')
    const states = carrierStates.filter((state) => asked.includes(state))
    if (states.length < new Set(asked).size) {
      return answer(app, 'invalid', 400, { reason: `state must be one of ${carrierStates.join(', ')}` })
    }
    const given = searchParams.get('after')
    const after = given === null ? null : parseTrackingCode(given)
    if (given !== null && after === null)
      return answer(app, 'invalid', 400, { reason: 'after must be a tracking code' })
    const { views, next } = await shipmentsOfCarrier(app.shipping, { states: asked.length > 0 ? states : null, after })
    return answer(app, 'listed', 200, { shipments: views.map(shipmentOnWire), next }, { shipments: views.length })
  })
}

function statusOf(text: string, now: Date): ReturnType<typeof parseStatusCall> {
  const body = parseJson(text)
  return body.ok ? parseStatusCall(body.json, now) : body
}

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
  if (wait === null) return answer(app, 'refused', 401, { reason })
  const headers = { 'Retry-After': String(wait) }
  return answer(app, 'limited', 429, { reason: 'too many calls without a right signature' }, {}, headers)
}

/** Notes and counts a call, and answers it. */
export function answer(
  app: Services,
  outcome: CallOutcome,
  status: number,
  body: { reason?: string } & Record<string, unknown>,
  said: object = {},
  headers: Record<string, string> = {},
): Response {
  app.measures.count('carrier_calls', { outcome })
  const { reason = null } = body
  // A flood must not fill the log.
  const level = outcome === 'limited' ? 'debug' : 'info'
  app.log[level]({ event: 'carrier_call', outcome, reason, ...said }, 'carrier call')
  return machineAnswer(status, body, headers)
}
