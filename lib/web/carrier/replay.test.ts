import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { proofWorld } from '#lib/carrier/testing-proofs.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isPicture } from '#lib/db/testing-outbox.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { carrierShipments, carrierStatus } from './calls.ts'
import { carrierProof } from './proof.ts'
import { answerOf, carrierAtWeb, carrierServices, endCarrierServices, listRequest, statusRequest } from './testing.ts'
import { proofCall } from './testing-proof-call.ts'

afterEach(endCarrierServices)

/** The form before: nothing in the body says of which shipment. */
const unbound = (status: string) => ({ status, trackingCode: undefined })
const otherId = { reason: expect.stringContaining('belongs to another call') }

describeOnBothEngines('a replayed call', (open) => {
  const two = async () => {
    const world = carrierAtWeb(open().db)
    const first = await world.accepted()
    const second = await world.accepted('conversation-2')
    return { ...world, one: first.trackingCode, two: second.trackingCode }
  }

  it.each([
    ['was taken', 'assigned', 200],
    ['was refused', 'delivered', 409],
  ])('moves no other shipment after it %s', async (_, status, first) => {
    const { one, two: other, replay, send, stateOf } = await two()
    if (status === 'delivered') for (const step of ['assigned', 'picked_up']) await send(other, { status: step })
    const before = await stateOf(other)
    const bound = statusRequest(one, { status })
    expect(await replay(bound, one)).toMatchObject([first, {}])
    expect(await replay(bound, other)).toMatchObject([400, { reason: expect.stringContaining('trackingCode') }])
    const old = statusRequest(one, unbound(status))
    expect(await replay(old, one)).toMatchObject([status === 'assigned' ? 200 : 409, {}])
    expect(await replay(old, other)).toMatchObject([409, otherId])
    expect(await stateOf(other)).toBe(before)
  })

  it.each([
    ['404', '23456789A', {}],
    ['415', null, { headers: { 'content-type': 'text/plain' } }],
  ])('moves no other shipment after it was answered %s', async (status, address, call) => {
    const { one, two: other, replay, stateOf } = await two()
    const old = statusRequest(one, unbound('assigned'), call)
    expect(await replay(old, address ?? one)).toMatchObject([Number(status), {}])
    old.headers.set('content-type', 'application/json')
    expect(await replay(old, other)).toMatchObject([409, otherId])
    expect(await stateOf(other)).toBe('accepted')
  })

  it('that was refused stays refused, also when the shipment has reached that step', async () => {
    const { one, replay, send, stateOf } = await two()
    const early = statusRequest(one, { status: 'delivered' })
    const refused = [409, { reason: 'a shipment that is accepted cannot become delivered', state: 'accepted' }]
    expect(await replay(early, one)).toEqual(refused)
    for (const status of ['assigned', 'picked_up']) await send(one, { status })
    expect(await replay(early, one)).toEqual(refused)
    expect(await stateOf(one)).toBe('picked_up')
  })

  it('that changed nothing does not set the shipment back later', async () => {
    const { one, replay, send, stateOf } = await two()
    for (const status of ['assigned', 'picked_up']) await send(one, { status })
    const told = statusRequest(one, { status: 'picked_up' })
    expect(await replay(told, one)).toMatchObject([200, { repeated: true }])
    await send(one, { status: 'delivery_failed' })
    expect(await replay(told, one)).toMatchObject([200, { repeated: true, state: 'delivery_failed' }])
    expect(await stateOf(one)).toBe('delivery_failed')
  })

  it('sent for two shipments at once moves one', async () => {
    const { one, two: other, replay, stateOf } = await two()
    const old = statusRequest(one, unbound('assigned'))
    const codes = [one, other, one, other]
    const answers = await Promise.all(codes.map(async (code) => await replay(old, code)))
    const states = [await stateOf(one), await stateOf(other)]
    expect(states.toSorted()).toEqual(['accepted', 'assigned'])
    expect(answers.map(([status]) => status).toSorted()).toEqual([200, 200, 409, 409])
  })

  it('to list shipments gets neither the whole list, another query nor a second answer', async () => {
    const { list, one } = await two()
    const given = listRequest('?state=accepted')
    expect(await list(given.clone())).toMatchObject([200, { shipments: [{}, {}] }])
    const again = [409, { reason: expect.stringContaining('had its answer before') }]
    expect(await list(given.clone())).toEqual(again)
    const at = (query: string) => new Request(`http://localhost:3000/api/carrier/shipments${query}`, given)
    for (const query of ['', '?state=assigned', `?state=accepted&after=${one}`]) {
      expect(await list(at(query))).toEqual([409, otherId])
    }
    const wrong = listRequest('?state=lost')
    expect(await list(wrong.clone())).toMatchObject([400, {}])
    expect(await list(new Request('http://localhost:3000/api/carrier/shipments', wrong))).toEqual([409, otherId])
    expect(await list(wrong.clone())).toMatchObject([400, {}])
  })

  it('to list shipments gets one list when sent many times at once', async () => {
    const { list } = await two()
    const given = listRequest()
    const answers = await Promise.all([1, 2, 3, 4].map(async () => await list(given.clone())))
    expect(answers.map(([status]) => status).toSorted()).toEqual([200, 409, 409, 409])
  })

  it('is not accepted as a call of another kind', async () => {
    const { one, replay, list, stateOf } = await two()
    const listing = listRequest()
    await list(listing.clone())
    const headers = new Headers(listing.headers)
    headers.set('content-type', 'application/json')
    const empty = new Request('http://localhost:3000/x', { method: 'POST', headers, body: '' })
    expect(await replay(empty, one)).toMatchObject([400, {}])
    expect(await stateOf(one)).toBe('accepted')
  })
})

describeOnBothEngines('a repeated status call', (open) => {
  it('with a later timestamp retries a refused step under its own id', async () => {
    const { accepted, send } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    const [id, at] = [newId(), addSeconds(new Date(), -10)]
    expect(await send(trackingCode, { status: 'picked_up' }, { id, at })).toMatchObject([409, {}])
    await send(trackingCode, { status: 'assigned' })
    const moved = [200, { trackingCode, state: 'picked_up', repeated: false }]
    expect(await send(trackingCode, { status: 'picked_up' }, { id, at: new Date() })).toEqual(moved)
  })

  it('after a 503 is accepted with the same headers', async () => {
    const { accepted, shipping, clock } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    const request = statusRequest(trackingCode, { status: 'assigned' })
    const down = {
      ...shipping,
      store: { ...shipping.store, shipmentByCode: async () => await Promise.reject(new Error()) },
    }
    carrierServices(open().db, clock, { shipping: down })
    expect((await carrierStatus(request.clone(), trackingCode)).status).toBe(503)
    const list = listRequest()
    carrierServices(open().db, clock, { shipping: { ...down, store: {} } })
    expect((await carrierShipments(list.clone())).status).toBe(503)
    carrierServices(open().db, clock, { shipping })
    expect(await answerOf(await carrierStatus(request.clone(), trackingCode))).toMatchObject([200, { repeated: false }])
    expect((await carrierShipments(list.clone())).status).toBe(200)
  })

  it('may have a new wording and code spelling but not another step', async () => {
    const { accepted, send } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    const id = newId()
    await send(trackingCode, { status: 'assigned', occurredAt: '2026-11-22T08:59:00Z' }, { id })
    const reworded = { status: 'ASSIGNED', note: 'again', trackingCode: trackingCode.toLowerCase() }
    expect(await send(trackingCode, reworded, { id })).toMatchObject([200, { repeated: true }])
    expect(await send(trackingCode, { status: 'picked_up' }, { id })).toEqual([409, otherId])
  })

  it('in the old format is accepted, marked as deprecated, counted and logged', async () => {
    const { accepted, send, lines, counts } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    for (const none of [undefined, null, '']) {
      const [status, body] = await send(trackingCode, { status: 'assigned', trackingCode: none })
      expect([status, body.deprecated]).toEqual([200, expect.stringContaining('version 0.2')])
    }
    expect(counts.filter((label) => label === 'status')).toHaveLength(3)
    expect(lines.filter(({ event }) => event === 'carrier_unbound_call')).toHaveLength(3)
    const [, body] = await send(trackingCode, { status: 'picked_up' })
    expect(body).toEqual({ trackingCode, state: 'picked_up', repeated: false })
  })

  it.each([
    ['another code', '23456789A'],
    ['no code at all', 'x'],
    ['a list', ['x']],
    ['a yes', true],
  ])('that signs %s is refused', async (_, trackingCode) => {
    const { accepted, send, stateOf } = carrierAtWeb(open().db)
    const shipment = await accepted()
    const answer = await send(shipment.trackingCode, { status: 'assigned', trackingCode })
    expect(answer).toMatchObject([400, { reason: expect.stringContaining('trackingCode') }])
    expect(await stateOf(shipment.trackingCode)).toBe('accepted')
  })
})

describeOnBothEngines('a replayed picture', (open) => {
  const delivered = async () => {
    const world = proofWorld(open().db)
    const at = (conversationId: string) => ({
      buyer: { ...buyer, conversationId, seatId: `b ${conversationId}` },
      seller: { ...seller, conversationId, seatId: `s ${conversationId}` },
    })
    const one = await world.reach('delivered', true, at('c1'))
    const two = await world.reach('delivered', true, at('c2'))
    const services = carrierServices(open().db, world.clock, { proofs: world.receiveDeps })
    const hand = async (request: Request, code: string) => await answerOf(await carrierProof(request.clone(), code))
    const kept = async () => (await open().db.select().from(outbox).where(isPicture)).map(({ id }) => id)
    return { ...world, ...services, one, two, hand, kept }
  }
  const picture = new TextEncoder().encode('a doorstep')
  const digest = createHash('sha256').update(picture).digest('hex')

  it('is stored for no other shipment, signed with its code or in the old format', async () => {
    const { one, two, hand, kept, counts } = await delivered()
    const bound = proofCall(picture, `${one.trackingCode}.${digest}`)
    expect(await hand(bound, two.trackingCode)).toMatchObject([401, {}])
    expect(await hand(bound, one.trackingCode)).toEqual([200, { trackingCode: one.trackingCode, repeated: false }])
    const old = proofCall(picture, digest)
    expect(await hand(old, one.trackingCode)).toMatchObject([200, { deprecated: expect.any(String) }])
    expect(await hand(old, two.trackingCode)).toMatchObject([409, otherId])
    expect(await kept()).toEqual([one.id])
    expect(counts.filter((label) => label === 'proof')).toHaveLength(2)
  })

  it('is stored for one shipment when sent for two at once', async () => {
    const { one, two, hand, kept } = await delivered()
    const old = proofCall(picture, digest)
    const codes = [one.trackingCode, two.trackingCode]
    const answers = await Promise.all([...codes, ...codes].map(async (code) => await hand(old, code)))
    expect(answers.map(([status]) => status).toSorted()).toEqual([200, 200, 409, 409])
    expect(await kept()).toHaveLength(1)
  })

  it('is decoded again after a temporary failure only', async () => {
    const { one, hand, receiveDeps } = await delivered()
    let decoded = 0
    const answers = ['broken', 'too_slow', 'too_many_waiting'] as const
    for (const reason of answers) {
      receiveDeps.clean = async () => {
        decoded += 1
        return { ok: false, reason }
      }
      const call = proofCall(picture, `${one.trackingCode}.${digest}`)
      const first = await carrierProof(call.clone(), one.trackingCode)
      const isBroken = reason === 'broken'
      expect([first.status, first.headers.has('retry-after')]).toEqual([isBroken ? 400 : 503, !isBroken])
      expect(await hand(call, one.trackingCode)).toMatchObject([first.status, { reason: expect.any(String) }])
    }
    expect(decoded).toBe(5)
  })

  it('with a broken form can be repeated with the same headers', async () => {
    const { one, hand } = await delivered()
    const call = proofCall(picture, `${one.trackingCode}.${digest}`)
    const broken = new Request(call.url, { method: 'POST', headers: call.headers, body: '--' })
    expect(await hand(broken, one.trackingCode)).toMatchObject([400, {}])
    expect(await hand(call, one.trackingCode)).toMatchObject([200, {}])
  })
})
