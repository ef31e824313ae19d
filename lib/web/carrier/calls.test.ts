import { afterEach, expect, it } from 'vitest'
import { carrierKeys, newCarrierKey } from '#lib/carrier/testing.ts'
import { carrierCalls } from '#lib/db/schema/carrier.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { cancelShipment, newTrackingCode } from '#lib/shipping/index.ts'
import { buyer, contact } from '#lib/shipping/testing.ts'
import { carrierShipments, carrierStatus } from './calls.ts'
import {
  answerOf,
  carrierAtWeb,
  carrierUrl,
  endCarrierServices,
  listRequest,
  type SignedCall,
  statusRequest,
} from './testing.ts'

afterEach(endCarrierServices)

describeOnBothEngines('calls by the carrier', (open) => {
  const setUp = (keys?: string[], badCalls?: number) => carrierAtWeb(open().db, keys, badCalls)

  it('move a shipment through every step, with its code in any spelling', async () => {
    const { accepted, send, outcomes } = setUp()
    const { trackingCode } = await accepted()
    const steps = ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivery_failed', 'returned']
    for (const status of steps) {
      expect(await send(trackingCode.toLowerCase(), { status, unknown: [1] })).toEqual([
        200,
        { trackingCode, state: status, repeated: false },
      ])
    }
    expect(outcomes()).toEqual(steps.map(() => 'moved'))
  })

  it('store when a step happened and no note', async () => {
    const { accepted, send, shipping, lines } = setUp()
    const { id, trackingCode } = await accepted()
    const note = 'تحویل نگهبان، آقای رضایی'
    const occurredAt = '2026-11-22T12:30:00+03:30'
    expect(await send(trackingCode, { status: 'assigned', occurredAt, note })).toMatchObject([200, {}])
    expect((await shipping.store.stepsOf(id)).at(-1)).toMatchObject({ by: 'carrier', at: new Date(occurredAt) })
    expect(JSON.stringify([lines, await shipping.store.stepsOf(id)])).not.toContain('رضایی')
  })

  it('change nothing when repeated, at any later time', async () => {
    const { accepted, send, shipping } = setUp()
    const { id, trackingCode } = await accepted()
    const call = newId()
    await send(trackingCode, { status: 'assigned' }, { id: call })
    expect(await send(trackingCode, { status: 'assigned' }, { id: call })).toEqual([
      200,
      { trackingCode, state: 'assigned', repeated: true },
    ])
    await send(trackingCode, { status: 'picked_up' })
    expect(await send(trackingCode, { status: 'assigned' }, { id: call })).toEqual([
      200,
      { trackingCode, state: 'picked_up', repeated: true },
    ])
    expect(await shipping.store.stepsOf(id)).toHaveLength(4)
  })

  it('are handled once when concurrent, as one repeated call or two calls for one step', async () => {
    const { accepted, send, shipping } = setUp()
    const { id, trackingCode } = await accepted()
    const call = newId()
    const twice = [1, 2, 3].map(async () => await send(trackingCode, { status: 'assigned' }, { id: call }))
    const answers = (await Promise.all(twice)).map(([status, body]) => [status, body.repeated])
    expect(answers.filter(([status, repeated]) => status === 200 && repeated === false)).toHaveLength(1)
    expect(answers.filter(([status, repeated]) => status === 200 && repeated === true)).toHaveLength(2)
    const two = await Promise.all([1, 2].map(async () => await send(trackingCode, { status: 'picked_up' })))
    expect(two.map(([status, { repeated }]) => [status, repeated]).sort()).toEqual([
      [200, false],
      [200, true],
    ])
    expect(await shipping.store.stepsOf(id)).toHaveLength(4)
    expect(await open().db.select().from(carrierCalls)).toHaveLength(3)
  })

  it('get the current state for an impossible step, also when a side cancels meanwhile', async () => {
    const { accepted, send, shipping, booked } = setUp()
    const { trackingCode } = await accepted()
    expect(await send(trackingCode, { status: 'delivered' })).toEqual([
      409,
      { reason: 'a shipment that is accepted cannot become delivered', state: 'accepted' },
    ])
    const cancel = { trackingCode, reason: 'too_slow', seenState: 'accepted' } as const
    const [cancelled, [status, body]] = await Promise.all([
      cancelShipment(shipping, buyer, cancel),
      send(trackingCode, { status: 'assigned' }),
    ])
    const wins = cancelled.kind === 'cancelled' ? [409, 'cancelled'] : [200, 'assigned']
    expect([status, body.state]).toEqual(wins)
    const { trackingCode: proposed } = await booked({ ...buyer, conversationId: 'conversation-2', seatId: 'seat-3' })
    expect(await send(proposed, { status: 'assigned' })).toMatchObject([409, { state: 'proposed' }])
  })

  it('are refused with a foreign key, another body, a wrong timestamp or without a signature', async () => {
    const { accepted, send, stateOf, outcomes, counts } = setUp()
    const { trackingCode } = await accepted()
    const body = { status: 'assigned' }
    const wrong: SignedCall[] = [
      { keys: [newCarrierKey()] },
      { signedBody: '{"status":"picked_up"}' },
      { at: addSeconds(new Date(), -302) },
      { at: addSeconds(new Date(), 302) },
      { headers: { 'webhook-signature': '' } },
      { headers: { 'webhook-id': 'other' } },
    ]
    for (const call of wrong) {
      expect(await send(trackingCode, body, call)).toEqual([401, { reason: expect.any(String) }])
    }
    expect(await stateOf(trackingCode)).toBe('accepted')
    expect(outcomes()).toEqual(wrong.map(() => 'refused'))
    expect(counts).toEqual(outcomes())
  })

  it('are accepted with the old key during a replacement, and with none when none is set', async () => {
    const [newest = '', old = ''] = carrierKeys
    const { accepted, send } = setUp()
    const { trackingCode } = await accepted()
    expect(await send(trackingCode, { status: 'assigned' }, { keys: [old] })).toMatchObject([200, {}])
    expect(await send(trackingCode, { status: 'picked_up' }, { keys: [newest] })).toMatchObject([200, {}])
    setUp([newest])
    expect(await send(trackingCode, { status: 'delivered' }, { keys: [old] })).toMatchObject([401, {}])
    setUp([])
    expect(await send(trackingCode, { status: 'delivered' })).toMatchObject([401, {}])
  })

  it('are answered with a plain reason when malformed', async () => {
    const { accepted, send, stateOf } = setUp()
    const { trackingCode } = await accepted()
    const notJson = { reason: 'the body is not JSON in UTF-8' }
    for (const text of ['{', '', '\uFEFF', "{'status':'assigned'}"])
      expect(await send(trackingCode, text)).toEqual([400, notJson])
    expect(await send(trackingCode, [])).toEqual([400, { reason: 'the body must be a JSON object' }])
    expect(await send(trackingCode, { status: 'lost' })).toMatchObject([
      400,
      { reason: expect.stringMatching(/status must be one of/) },
    ])
    for (const code of ['23456789A', 'x', '%00', `${trackingCode}2`]) {
      expect(await send(code, { status: 'assigned' })).toMatchObject([
        404,
        { reason: expect.stringMatching(/no shipment/) },
      ])
    }
    const text = { headers: { 'content-type': 'text/plain' } }
    expect(await send(trackingCode, { status: 'assigned' }, text)).toMatchObject([415, {}])
    expect(await stateOf(trackingCode)).toBe('accepted')
  })

  it('with a body of 10 MB are refused before it is read', async () => {
    const { accepted } = setUp()
    const { trackingCode } = await accepted()
    let pieces = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pieces += 1
          if (pieces > 10_240) return controller.close()
          controller.enqueue(new Uint8Array(1024).fill(0x20))
        },
      },
      { highWaterMark: 0 },
    )
    const { headers } = statusRequest(trackingCode, '')
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await carrierStatus(new Request(carrierUrl, init), trackingCode)).status).toBe(413)
    expect(pieces).toBe(65)
    const declared = statusRequest(trackingCode, '{}', { headers: { 'content-length': String(10 * 1024 * 1024) } })
    expect((await carrierStatus(declared, trackingCode)).status).toBe(413)
  })

  it('are limited by client address only while they fail', async () => {
    const { accepted, send } = setUp(carrierKeys, 2)
    const { trackingCode } = await accepted()
    const from = (address: string) => ({ headers: { 'x-forwarded-for': `1.1.1.1, ${address}` } })
    const foreign = { ...from('203.0.113.7'), keys: [newCarrierKey()] }
    const bad = async () =>
      await carrierStatus(statusRequest(trackingCode, { status: 'assigned' }, foreign), trackingCode)
    expect([(await bad()).status, (await bad()).status]).toEqual([401, 401])
    const limited = await bad()
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    const other = { ...from('203.0.113.8'), keys: [newCarrierKey()] }
    expect(await send(trackingCode, { status: 'assigned' }, other)).toMatchObject([401, {}])
    expect(await send(trackingCode, { status: 'assigned' }, from('203.0.113.7'))).toMatchObject([200, {}])
  })

  it('list open shipments with both addresses and no proposals or ended ones', async () => {
    const { accepted, booked, send } = setUp()
    const codes: string[] = []
    for (const [number, steps] of [[], ['assigned'], ['assigned', 'picked_up', 'delivered']].entries()) {
      const { trackingCode } = await accepted(`conversation-${number}`)
      for (const status of steps) await send(trackingCode, { status })
      codes.push(trackingCode)
    }
    await booked({ ...buyer, conversationId: 'conversation-9', seatId: 'seat-9' })
    const [status, body] = await answerOf(await carrierShipments(listRequest()))
    expect([status, body.next]).toEqual([200, null])
    const found = body.shipments.map((one: { trackingCode: string; state: string }) => [one.trackingCode, one.state])
    const wanted = [
      [codes[0], 'accepted'],
      [codes[1], 'assigned'],
    ]
    expect(found).toEqual(wanted.toSorted())
    expect(body.shipments[0]).toMatchObject({
      parcel: { size: 'small', weightGrams: 2_000, fragile: false },
      pickup: { city: 'tehran', district: 'vanak', contact },
      dropoff: { city: 'tehran', district: 'narmak', contact },
    })
    const [, assigned] = await answerOf(await carrierShipments(listRequest('?state=assigned')))
    expect(assigned.shipments).toMatchObject([{ trackingCode: codes[1], state: 'assigned' }])
    const [, both] = await answerOf(await carrierShipments(listRequest('?state=assigned&state=accepted')))
    expect(both.shipments).toHaveLength(2)
    const response = await carrierShipments(listRequest())
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('read a long list page by page', async () => {
    const { accepted, shipping } = setUp()
    const first = await accepted()
    const codes = [first.trackingCode]
    for (let number = 0; number < 104; number += 1) {
      const trackingCode = newTrackingCode()
      codes.push(trackingCode)
      const conversationId = `conversation-${number}-more`
      await shipping.store.insertShipment({ ...first, id: newId(), trackingCode, conversationId })
    }
    const [, one] = await answerOf(await carrierShipments(listRequest('?state=accepted')))
    expect([one.shipments.length, one.next]).toEqual([100, one.shipments[99].trackingCode])
    const [, two] = await answerOf(await carrierShipments(listRequest(`?state=accepted&after=${one.next}`)))
    expect([two.shipments.length, two.next]).toEqual([5, null])
    const found = [...one.shipments, ...two.shipments].map(({ trackingCode }) => trackingCode)
    expect(found).toEqual(codes.toSorted())
  })

  it('are refused the list without a valid signature, and told which parameter is wrong', async () => {
    setUp()
    for (const call of [{ keys: [newCarrierKey()] }, { at: addSeconds(new Date(), -400) }]) {
      expect(await answerOf(await carrierShipments(listRequest('', call)))).toMatchObject([401, {}])
    }
    expect((await carrierShipments(new Request(carrierUrl))).status).toBe(401)
    for (const query of ['?state=proposed', '?state=accepted&state=lost', '?state=', '?after=x']) {
      expect(await answerOf(await carrierShipments(listRequest(query)))).toMatchObject([
        400,
        { reason: expect.stringMatching(/must be/) },
      ])
    }
  })
})
