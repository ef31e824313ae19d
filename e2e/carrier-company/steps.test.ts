import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Harness } from '../simulator/testing/harness.ts'
import { signed } from './signature.ts'
import { actAsPeyk, shipment } from './testing/fake-peyk.ts'
import { carrierKeys, startCarrierHarness, tellCompany } from './testing/harness.ts'

let divar: Harness
let peyk: Map<string, string>
beforeAll(async () => {
  divar = await startCarrierHarness()
})
afterAll(() => divar.close())
beforeEach(() => {
  divar.control.reset()
  divar.app.received.length = 0
  peyk = new Map()
  actAsPeyk(divar.app, peyk)
})

async function accepted(code: string) {
  peyk.set(code, 'accepted')
  await tellCompany(divar, 'shipment.accepted', shipment(code))
}

const step = (trackingCode: string, status: string, more: object = {}) =>
  divar.control.carrierStep({ trackingCode, status, ...more })
const book = (code: string) => divar.control.carrierShipments({ trackingCode: code })[0]

describe("a carrier's step", () => {
  it('is a signed request that says what happened and when, and advances the book', async () => {
    await accepted('XK4M7P2Q8')
    expect(await step('XK4M7P2Q8', 'assigned', { note: 'پیک: علی' })).toEqual({
      status: 200,
      body: { trackingCode: 'XK4M7P2Q8', state: 'assigned', repeated: false },
    })
    const [call] = divar.app.received
    expect(call).toMatchObject({
      method: 'POST',
      path: '/api/carrier/shipments/XK4M7P2Q8/status',
      headers: { 'content-type': 'application/json' },
    })
    const said = JSON.parse(call?.body ?? '')
    expect(said).toEqual({
      trackingCode: 'XK4M7P2Q8',
      status: 'assigned',
      occurredAt: expect.any(String),
      note: 'پیک: علی',
    })
    expect(new Date(said.occurredAt).toISOString()).toBe(said.occurredAt)
    expect(book('XK4M7P2Q8')).toMatchObject({
      state: 'assigned',
      steps: [{ status: 'assigned', note: 'پیک: علی', answer: { status: 200, repeated: false } }],
    })
    expect(divar.control.deliveries({ kind: 'carrier' })).toMatchObject([{ status: 200 }])
  })

  it('can follow every transition to the end, through a failure too', async () => {
    await accepted('A')
    for (const status of ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered']) {
      expect((await step('A', status)).status).toBe(200)
      expect(book('A')?.state).toBe(status)
    }
  })

  it('is repeated under the same id', async () => {
    await accepted('A')
    await step('A', 'assigned', { webhookId: 'step-1' })
    await step('A', 'picked_up')
    expect(await step('A', 'assigned', { webhookId: 'step-1' })).toMatchObject({
      status: 200,
      body: { repeated: true },
    })
    expect(book('A')?.state).toBe('picked_up')
  })

  it('learns the state from a 409 and nothing from a 404', async () => {
    await accepted('A')
    peyk.set('A', 'cancelled')
    expect(await step('A', 'assigned')).toMatchObject({ status: 409, body: { state: 'cancelled' } })
    expect(book('A')?.state).toBe('cancelled')
    await tellCompany(divar, 'shipment.accepted', shipment('B'))
    expect((await step('B', 'assigned')).status).toBe(404)
    expect(book('B')).toMatchObject({ state: 'accepted', steps: [{ answer: { status: 404, state: null } }] })
  })

  it('delivers a picture that is signed with its tracking code', async () => {
    await accepted('XK4M7P2Q8')
    const picture = new TextEncoder().encode('a doorstep')
    const digest = createHash('sha256').update(picture).digest('hex')
    divar.app.handler = () => ({ status: 200, body: '{}' })
    await divar.control.carrierProof({ trackingCode: 'XK4M7P2Q8', picture, webhookId: 'proof-1' })
    const { path, headers = {} } = divar.app.received[0] ?? {}
    const stamp = Number(headers['webhook-timestamp'])
    const { 'webhook-signature': right } = signed(carrierKeys, 'proof-1', stamp, `XK4M7P2Q8.${digest}`)
    expect([path, headers['x-picture-sha256']]).toEqual(['/api/carrier/shipments/XK4M7P2Q8/proof', digest])
    expect(headers['webhook-signature']).toBe(right)
  })

  it('does not reopen a shipment that was cancelled before the answer arrived', async () => {
    await accepted('A')
    await tellCompany(divar, 'shipment.cancelled', {
      trackingCode: 'A',
      state: 'cancelled',
      by: 'buyer',
      reason: 'changed_mind',
    })
    expect((await step('A', 'assigned')).status).toBe(200)
    await divar.control.carrierRecover()
    expect(book('A')).toMatchObject({ state: 'cancelled', steps: [{ answer: { state: 'assigned' } }] })
  })

  it.each([
    ['a wrong key', { key: 'whsec_d3Jvbmcta2V5LXdyb25n' }, 401],
    ['an old stamp', { timestampOffsetSeconds: -400 }, 401],
    ['a stamp of the future', { timestampOffsetSeconds: 400 }, 401],
    ['no signature', { headers: { 'webhook-signature': null } }, 401],
    ['a raw body', { rawBody: '{' }, 400],
    ['a raw body of the form before', { rawBody: '{"status":"assigned"}' }, 200],
    ['a raw body about another shipment', { rawBody: '{"trackingCode":"B","status":"assigned"}' }, 400],
    ['only the old key', { key: carrierKeys[1] ?? '' }, 200],
    ['a time of its own', { occurredAt: '2026-11-22T09:00:00Z' }, 200],
    ['a stamp that is just in time', { timestampOffsetSeconds: -200 }, 200],
  ])('can be sent with %s', async (_, more, status) => {
    await accepted('A')
    expect((await step('A', 'assigned', more)).status).toBe(status)
    expect(book('A')?.state).toBe(status === 200 ? 'assigned' : 'accepted')
  })

  it("is signed with the real time and reports the simulator's time", async () => {
    await accepted('A')
    const { now } = divar.control.clock(3 * 24 * 3600)
    try {
      expect((await step('A', 'assigned')).status).toBe(200)
    } finally {
      divar.control.clock(0)
    }
    const { occurredAt } = JSON.parse(divar.app.received[0]?.body ?? '')
    expect(occurredAt.slice(0, 10)).toBe(now.slice(0, 10))
  })

  it('has no answer when the app cannot be reached', async () => {
    const away = await startCarrierHarness()
    await away.app.close()
    expect(await away.control.carrierStep({ trackingCode: 'A', status: 'assigned' })).toMatchObject({ status: null })
    expect(await away.control.carrierRecover()).toMatchObject({ status: null, shipments: 0, changed: [] })
    await away.close()
  })

  it('can be called by the control address, which refuses unknown names', async () => {
    await accepted('A')
    const ask = async (name: string, input: object) => {
      const response = await fetch(`${divar.url}/_control/${name}`, { method: 'POST', body: JSON.stringify(input) })
      return { status: response.status, body: await response.json() }
    }
    expect((await ask('carrier-orders', { trackingCode: 'A' })).body).toMatchObject([{ type: 'shipment.accepted' }])
    expect((await ask('carrier-orders', { trackingCode: 'B' })).body).toEqual([])
    const moved = await ask('carrier-step', { trackingCode: 'A', status: 'assigned' })
    expect(moved).toMatchObject({ status: 200, body: { status: 200, body: { state: 'assigned' } } })
    expect((await ask('carrier-shipments', {})).body).toMatchObject([{ trackingCode: 'A', state: 'assigned' }])
    expect((await ask('carrier-recover', {})).body).toMatchObject({ status: 200, shipments: 1, changed: [] })
    expect((await ask('state', {})).body).toMatchObject({ carrier: { shipments: [{ trackingCode: 'A' }] } })
    expect((await ask('carrier-step', { status: 'assigned' })).status).toBe(400)
    expect((await ask('carrier-step', { trackingCode: 'A' })).status).toBe(400)
  })
})

describe("the carrier's recovery", () => {
  it('takes over missed shipments page by page', async () => {
    await accepted('A')
    await accepted('B')
    for (const code of ['C', 'D', 'E']) peyk.set(code, 'assigned')
    peyk.set('B', 'picked_up')
    expect(await divar.control.carrierRecover()).toEqual({
      status: 200,
      reason: null,
      shipments: 5,
      changed: ['B', 'C', 'D', 'E'],
    })
    expect(divar.app.received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['GET', '/api/carrier/shipments', ''],
      ['GET', '/api/carrier/shipments?after=B', ''],
      ['GET', '/api/carrier/shipments?after=D', ''],
    ])
    expect(book('C')).toMatchObject({ state: 'assigned', details: { priceToman: 120_000 } })
    expect(book('B')?.state).toBe('picked_up')
  })

  it('can ask for one state and then closes no shipment that is not listed', async () => {
    await accepted('A')
    peyk.set('B', 'assigned')
    expect(await divar.control.carrierRecover({ state: 'assigned' })).toMatchObject({ shipments: 1, changed: ['B'] })
    expect(divar.app.received[0]?.path).toBe('/api/carrier/shipments?state=assigned')
    expect(book('A')?.state).toBe('accepted')
  })

  it('closes what Peyk no longer lists and leaves ended shipments unchanged', async () => {
    await accepted('A')
    await accepted('B')
    await tellCompany(divar, 'shipment.cancelled', {
      trackingCode: 'B',
      state: 'cancelled',
      by: 'seller',
      reason: null,
    })
    peyk.clear()
    expect(await divar.control.carrierRecover()).toMatchObject({ shipments: 0, changed: ['A'] })
    expect([book('A')?.state, book('B')?.state]).toEqual(['closed', 'cancelled'])
  })

  it('erases a contact that Peyk no longer has', async () => {
    await accepted('A')
    divar.app.handler = null
    const erased = shipment('A', { dropoff: { city: 'tehran', district: 'vanak', contact: null } })
    divar.app.answer = { status: 200, body: JSON.stringify({ shipments: [erased], next: null }) }
    expect(await divar.control.carrierRecover()).toMatchObject({ changed: ['A'] })
    const all = JSON.stringify([book('A'), divar.control.carrierOrders()])
    expect([all.includes('سارا محمدی'), all.includes('امیر رضایی')]).toEqual([true, false])
  })

  it.each([
    ['a refusal', 401, { reason: 'signature' }, 'signature'],
    ['no list', 200, {}, 'shipments must be a list'],
    ['a broken shipment', 200, { shipments: [shipment('A'), {}], next: null }, 'trackingCode and state must be texts'],
    ['a way that leads nowhere', 200, { shipments: [shipment('A')], next: 'A' }, 'next must lead on'],
  ])('leaves the book unchanged after %s', async (_, status, body, reason) => {
    divar.app.handler = null
    divar.app.answer = { status, body: JSON.stringify(body) }
    expect(await divar.control.carrierRecover()).toMatchObject({ status, reason, changed: [] })
    expect(divar.control.carrierShipments()).toEqual([])
  })
})
