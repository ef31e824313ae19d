import { createHmac } from 'node:crypto'
import { parseJson } from '../../simulator/index.ts'
import type { FakeApp, Received } from '../../simulator/testing/fake-app.ts'
import { carrierKeys } from './harness.ts'

export type Contact = { name: string; mobile: string; line: string; postalCode: string | null }

export const buyer: Contact = {
  name: 'امیر رضایی',
  mobile: '09350007788',
  line: 'خیابان ولیعصر، کوچهٔ یاس، پلاک ۷، واحد ۳',
  postalCode: '1991953311',
}
export const seller: Contact = {
  name: 'سارا محمدی',
  mobile: '09120004411',
  line: 'خیابان گلبرگ شرقی، پلاک ۴۱',
  postalCode: null,
}

/** The data of `shipment.accepted`, as the carrier's contract shows it. */
export const shipment = (trackingCode: string, patch: Record<string, unknown> = {}) => ({
  trackingCode,
  state: 'accepted',
  parcel: { size: 'small', weightGrams: 1500, fragile: true },
  service: 'city_same_day',
  payer: 'buyer',
  priceToman: 120_000,
  declaredValueToman: 42_000_000,
  pickup: { city: 'tehran', district: 'narmak', contact: seller as Contact | null },
  dropoff: { city: 'tehran', district: 'vanak', contact: buyer as Contact | null },
  ...patch,
})

const may: Record<string, string[]> = {
  accepted: ['assigned', 'cancelled'],
  assigned: ['picked_up', 'cancelled'],
  picked_up: ['delivered', 'delivery_failed'],
  delivery_failed: ['picked_up', 'returned'],
}

/** Lets the fake app answer as Peyk's half of the carrier's interface would; `states` is what it knows. */
export function actAsPeyk(app: FakeApp, states: Map<string, string>, pageSize = 2): void {
  const taken = new Set<string>()
  app.handler = (call) => {
    if (!call.path.startsWith('/api/carrier/shipments')) return null
    if (!believed(call)) return say(401, { reason: 'signature' })
    const url = new URL(call.path, 'http://peyk.invalid')
    if (call.method === 'GET') return list(states, url.searchParams, pageSize)
    const code = decodeURIComponent(url.pathname.split('/')[4] ?? '')
    const state = states.get(code)
    const input = parseJson(call.body) as { status?: string; trackingCode?: string; reason?: string } | undefined
    if (!input?.status) return say(400, { reason: 'status is needed' })
    // The form before names none.
    if ((input.trackingCode ?? code) !== code) return say(400, { reason: 'trackingCode' })
    if (input.status === 'cancelled' && !input.reason) return say(400, { reason: 'reason must be one of no_courier' })
    if (!state) return say(404, { reason: 'unknown' })
    const id = String(call.headers['webhook-id'])
    if (taken.has(id)) return say(200, { trackingCode: code, state, repeated: true })
    if (state === input.status) return say(200, { trackingCode: code, state, repeated: true })
    if (!may[state]?.includes(input.status)) return say(409, { reason: 'wrong_state', state })
    taken.add(id)
    states.set(code, input.status)
    return say(200, { trackingCode: code, state: input.status, repeated: false })
  }
}

function list(states: Map<string, string>, query: URLSearchParams, pageSize: number) {
  const asked = query.get('state')
  const wanted = [...states]
    .filter(([, state]) => (asked ? state === asked : state in may))
    .map(([code, state]) => shipment(code, { state }))
    .sort((one, other) => one.trackingCode.localeCompare(other.trackingCode))
    .filter(({ trackingCode }) => trackingCode > (query.get('after') ?? ''))
  const shipments = wanted.slice(0, pageSize)
  return say(200, { shipments, next: wanted.length > pageSize ? shipments.at(-1)?.trackingCode : null })
}

/** Written apart from the carrier's own code, so that one misreading cannot agree with itself. */
function believed({ headers, body }: Received): boolean {
  const stamp = Number(headers['webhook-timestamp'])
  if (!(Math.abs(Date.now() / 1000 - stamp) <= 300)) return false
  const given = String(headers['webhook-signature']).split(' ')
  return carrierKeys.some((key) => {
    const hmac = createHmac('sha256', Buffer.from(key.slice('whsec_'.length), 'base64'))
    return given.includes(`v1,${hmac.update(`${headers['webhook-id']}.${stamp}.${body}`).digest('base64')}`)
  })
}

const say = (status: number, body: unknown) => ({ status, body: JSON.stringify(body) })
