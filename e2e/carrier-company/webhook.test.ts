import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Harness } from '../simulator/testing/harness.ts'
import { signed } from './signature.ts'
import { seller, shipment } from './testing/fake-peyk.ts'
import { carrierKeys, startCarrierHarness } from './testing/harness.ts'

let divar: Harness
beforeAll(async () => {
  divar = await startCarrierHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
})

const now = () => Math.floor(Date.now() / 1000)
const timestamp = '2026-11-22T09:00:00.000Z'

type Sending = { id?: string; keys?: string[]; stamp?: number; headers?: Record<string, string>; body?: string }

async function order(type: string, data: object, sending: Sending = {}) {
  const { id = crypto.randomUUID(), keys = carrierKeys, stamp = now(), headers = {} } = sending
  const body = sending.body ?? JSON.stringify({ type, timestamp, data })
  const response = await fetch(`${divar.url}/carrier/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed(keys, id, stamp, body), ...headers },
    body,
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown }
}

const accepted = (code: string, sending?: Sending) => order('shipment.accepted', shipment(code), sending)
const cancelled = (code: string) =>
  order('shipment.cancelled', { trackingCode: code, state: 'cancelled', by: 'buyer', reason: 'changed_mind' })
const book = (code: string) => divar.control.carrierShipments({ trackingCode: code })[0]

describe("the carrier's webhook", () => {
  it('stores a signed order and its shipment in the book', async () => {
    expect(await accepted('XK4M7P2Q8', { id: 'order-1' })).toMatchObject({ status: 200, body: { repeated: false } })
    const [kept] = divar.control.carrierOrders()
    expect(kept).toMatchObject({ webhookId: 'order-1', type: 'shipment.accepted', times: 1 })
    expect(kept?.data).toEqual(shipment('XK4M7P2Q8'))
    expect(JSON.parse(kept?.body ?? '')).toEqual({ type: 'shipment.accepted', timestamp, data: shipment('XK4M7P2Q8') })
    const { trackingCode, state, ...details } = shipment('XK4M7P2Q8')
    expect(book('XK4M7P2Q8')).toMatchObject({ trackingCode, state, details, erased: [], problems: [], steps: [] })
    expect(divar.control.calls({ name: 'carrier' })).toMatchObject([{ method: 'POST', status: 200, fault: null }])
  })

  it('stores a question without a shipment once and refuses an incomplete one', async () => {
    const asked = { requestId: 'request-1', text: 'بستهٔ من کجاست؟' }
    expect(await order('support.asked', asked, { id: 'order-1' })).toMatchObject({ status: 200 })
    expect(await order('support.asked', asked, { id: 'order-2' })).toMatchObject({ status: 200 })
    expect(divar.control.carrierOrders().map(({ type }) => type)).toEqual(['support.asked', 'support.asked'])
    expect(divar.control.carrierShipments()).toEqual([])
    const page = await (await fetch(`${divar.url}/carrier`)).text()
    expect(page.split(asked.text)).toHaveLength(2)
    expect(await order('support.asked', { text: 'x' })).toMatchObject({
      status: 400,
      body: { reason: 'data.requestId must be a text' },
    })
  })

  it.each([
    ['a wrong key', { keys: ['whsec_d3Jvbmcta2V5LXdyb25n'] }],
    ['an old stamp', { stamp: now() - 400 }],
    ['a stamp of the future', { stamp: now() + 400 }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
  ] as [string, Sending][])('refuses an order with %s', async (_, sending) => {
    const { status, body } = await accepted('XK4M7P2Q8', sending)
    expect([status, body]).toEqual([401, { reason: expect.any(String) }])
    expect(divar.control.carrierOrders()).toEqual([])
    expect(book('XK4M7P2Q8')).toBeUndefined()
  })

  it("compares timestamps with the real time and not the simulator's clock", async () => {
    divar.control.clock(7 * 24 * 3600)
    try {
      expect((await accepted('XK4M7P2Q8')).status).toBe(200)
    } finally {
      divar.control.clock(0)
    }
  })

  it('accepts each configured or later key, and after a reset the initial ones', async () => {
    for (const key of carrierKeys) expect((await accepted('A', { keys: [key] })).status).toBe(200)
    const fresh = 'whsec_ZnJlc2gta2V5LWZyZXNo'
    divar.control.settings({ carrierKeys: [fresh] })
    expect((await accepted('A')).status).toBe(401)
    expect((await accepted('A', { keys: [carrierKeys[0] ?? '', fresh] })).status).toBe(200)
    divar.control.reset()
    expect(divar.control.carrierOrders()).toEqual([])
    expect(divar.control.carrierShipments()).toEqual([])
    expect((await accepted('A', { keys: [fresh] })).status).toBe(401)
    expect((await accepted('A')).status).toBe(200)
  })

  it('counts a repeated order without changing anything', async () => {
    await accepted('XK4M7P2Q8', { id: 'order-1' })
    await cancelled('XK4M7P2Q8')
    expect((await accepted('XK4M7P2Q8', { id: 'order-1' })).body).toEqual({ repeated: true })
    expect(divar.control.carrierOrders().map(({ type, times }) => [type, times])).toEqual([
      ['shipment.accepted', 2],
      ['shipment.cancelled', 1],
    ])
    expect(book('XK4M7P2Q8')?.state).toBe('cancelled')
  })

  it.each([
    ['no JSON', 'shipment.accepted', {}, { body: '{' }, 400],
    ['no type', '', shipment('A'), {}, 400],
    ['no tracking code', 'problem.reported', { problemId: 'p', by: 'buyer', text: 'x' }, {}, 400],
    ['no price', 'shipment.accepted', shipment('A', { priceToman: undefined }), {}, 400],
    ['no declared value', 'shipment.accepted', shipment('A', { declaredValueToman: undefined }), {}, 400],
    ['an end without a city', 'shipment.accepted', shipment('A', { pickup: { contact: null } }), {}, 400],
    ['a contact left out', 'shipment.accepted', shipment('A', { pickup: { city: 'tehran', district: null } }), {}, 400],
    ['an unknown end', 'shipment.erased', { trackingCode: 'A', end: 'buyer' }, {}, 400],
    ['another kind of body', 'shipment.accepted', shipment('A'), { headers: { 'content-type': 'text/plain' } }, 415],
  ] as [string, string, object, Sending, number][])('refuses %s', async (_, type, data, sending, status) => {
    expect((await order(type, data, sending)).status).toBe(status)
    expect(divar.control.carrierOrders()).toEqual([])
  })

  it('ignores fields that the contract does not name and accepts POST only', async () => {
    expect((await order('shipment.weighed', { trackingCode: 'A', more: 1 })).status).toBe(200)
    expect((await order('shipment.accepted', shipment('B', { more: 1 }))).status).toBe(200)
    expect((await fetch(`${divar.url}/carrier/webhook`)).status).toBe(405)
    expect(divar.control.carrierOrders({ trackingCode: 'B' })).toHaveLength(1)
  })
})

describe('a fault of the carrier', () => {
  it.each([410, 503, 500])('answers %i once and does not store the order', async (status) => {
    divar.control.fault({ on: 'carrier', kind: 'status', status, headers: { 'retry-after': '7' } })
    const refused = await accepted('A', { id: 'order-1' })
    expect(refused.status).toBe(status)
    expect(refused.headers.get('x-injected-fault')).toBe('status')
    expect(refused.headers.get('retry-after')).toBe('7')
    expect(divar.control.carrierOrders()).toEqual([])
    expect((await accepted('A', { id: 'order-1' })).body).toEqual({ repeated: false })
    expect(divar.control.calls({ name: 'carrier' })).toMatchObject([
      { status, fault: 'status', headers: { 'webhook-id': 'order-1' } },
      { status: 200, fault: null, headers: { 'webhook-id': 'order-1' } },
    ])
  })

  it.each(['drop', 'hang'] as const)('of kind %s may store the order, and its repeat is recognised', async (kind) => {
    divar.control.fault({ on: 'carrier', kind, effect: 'apply' })
    const lost = accepted('A', { id: 'order-1' })
    lost.catch(() => undefined)
    await expect.poll(() => divar.control.carrierOrders().length).toBe(1)
    expect(divar.control.calls({ name: 'carrier' })).toMatchObject([{ status: null, fault: kind }])
    expect((await accepted('A', { id: 'order-1' })).body).toEqual({ repeated: true })
    divar.control.reset()
    await expect(lost).rejects.toThrow()
  })

  it('delays an answer without changing it', async () => {
    divar.control.fault({ on: 'carrier', kind: 'slow', delayMs: 20 })
    const late = await accepted('A')
    expect([late.status, late.headers.get('x-injected-fault')]).toEqual([200, 'slow'])
  })

  it('does not affect calls of Divar', async () => {
    divar.control.fault({ on: 'any', kind: 'status' })
    expect((await accepted('A')).status).toBe(200)
    expect(divar.control.unusedFaults()).toHaveLength(1)
    divar.control.clearFaults()
  })
})

describe("the carrier's book", () => {
  it('applies a cancellation and stores each problem once', async () => {
    await accepted('A')
    const problem = { trackingCode: 'A', problemId: 'p1', by: 'seller', text: 'پیک نیامد.' }
    await order('problem.reported', problem)
    await order('problem.reported', problem)
    await cancelled('A')
    expect(book('A')).toMatchObject({
      state: 'cancelled',
      cancelled: { by: 'buyer', reason: 'changed_mind' },
      problems: [{ problemId: 'p1', by: 'seller', text: 'پیک نیامد.' }],
    })
  })

  it('erases a contact at once and permanently, in stored orders too', async () => {
    await accepted('A', { id: 'order-1' })
    await accepted('B')
    await order('shipment.erased', { trackingCode: 'A', end: 'dropoff' })
    const everything = () =>
      JSON.stringify([book('A'), divar.control.carrierOrders({ trackingCode: 'A' })]).includes('امیر رضایی')
    expect(everything()).toBe(false)
    expect(divar.control.carrierOrders({ trackingCode: 'A' })[0]?.data.pickup).toMatchObject({ contact: seller })
    expect(book('A')?.details).toMatchObject({
      dropoff: { city: 'tehran', district: 'vanak', contact: null },
      pickup: { contact: { name: 'سارا محمدی' } },
    })
    await accepted('A', { id: 'order-1' })
    await accepted('A', { id: 'order-2' })
    expect(everything()).toBe(false)
    expect(divar.control.carrierOrders({ trackingCode: 'A' })).toHaveLength(3)
    expect(book('B')?.details?.dropoff.contact?.name).toBe('امیر رضایی')
  })

  it('waits for the order of a shipment known only from a later one', async () => {
    await order('shipment.erased', { trackingCode: 'A', end: 'pickup' })
    expect(book('A')).toMatchObject({ state: 'unknown', details: null })
    await accepted('A')
    expect(book('A')).toMatchObject({ state: 'accepted', details: { pickup: { contact: null } } })
    await cancelled('B')
    await accepted('B')
    expect(book('B')).toMatchObject({ state: 'cancelled', details: { service: 'city_same_day' } })
  })
})
