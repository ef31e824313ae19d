import { RateLimiterMemory } from 'rate-limiter-flexible'
import { signOrder } from '#lib/carrier/index.ts'
import { carrierKeys, carrierWorld } from '#lib/carrier/testing.ts'
import type { Db } from '#lib/db/client.ts'
import { knownCallStore } from '#lib/db/stores/known-calls.ts'
import { type Clock, systemClock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { carrierShipments, carrierStatus } from './calls.ts'

export const carrierUrl = 'http://localhost:3000/api/carrier/shipments'

export type SignedCall = {
  id?: string
  keys?: string[]
  at?: Date
  signedBody?: string
  headers?: Record<string, string>
}

const holder = globalThis as Record<symbol, unknown>
const key = Symbol.for('peyk.services')

export const endCarrierServices = () => void delete holder[key]

/** What the carrier's routes use of the services, over a real database; the lines that they log and what they count. */
export function carrierServices(db: Db, clock: Clock, more: object, keys = carrierKeys, badCalls = 1_000) {
  const lines: Record<string, unknown>[] = []
  const counted: string[] = []
  const log = (line: Record<string, unknown>) => void lines.push(line)
  holder[key] = Promise.resolve({
    settings: { CARRIER_KEYS: keys, TRUSTED_PROXIES: 1 },
    clock,
    realTime: systemClock,
    knownCalls: knownCallStore(db),
    limits: { badKeys: new RateLimiterMemory({ points: badCalls, duration: 60 }) },
    measures: { count: (_: string, labels: Record<string, string>) => void counted.push(...Object.values(labels)) },
    log: { info: log, warn: log, error: log, debug: log },
    ...more,
  })
  return { lines, counts: counted, outcomes: () => lines.flatMap(({ outcome }) => outcome ?? []) }
}

/** A signed status call; an object gets the tracking code of the address, unless it says one, or that it has none. */
export function statusRequest(
  code: string,
  body: unknown,
  { id = newId(), keys = carrierKeys, at = new Date(), ...call }: SignedCall = {},
): Request {
  const isFields = typeof body === 'object' && body !== null && !Array.isArray(body)
  const text = typeof body === 'string' ? body : JSON.stringify(isFields ? { trackingCode: code, ...body } : body)
  const signed = signOrder(keys, id, at, call.signedBody ?? text)
  const headers = { 'content-type': 'application/json', ...signed, ...call.headers }
  return new Request(`${carrierUrl}/X/status`, { method: 'POST', headers, body: text })
}

export function listRequest(
  query = '',
  { id = newId(), keys = carrierKeys, at = new Date() }: SignedCall = {},
): Request {
  return new Request(`${carrierUrl}${query}`, { headers: { ...signOrder(keys, id, at, '') } })
}

export const answerOf = async (response: Response) => [response.status, await response.json()]

/** The carrier at the routes. */
export function carrierAtWeb(db: Db, keys?: string[], badCalls?: number) {
  const world = carrierWorld(db)
  const services = carrierServices(db, world.clock, { shipping: world.shipping }, keys, badCalls)
  return {
    ...world,
    ...services,
    send: async (code: string, body: unknown, call?: SignedCall) =>
      await answerOf(await carrierStatus(statusRequest(code, body, call), code)),
    /** The very same request at an address. */
    replay: async (request: Request, code: string) => await answerOf(await carrierStatus(request.clone(), code)),
    list: async (request: Request) => await answerOf(await carrierShipments(request)),
    stateOf: async (code: string) => (await world.shipping.store.shipmentByCode(code))?.state,
  }
}
