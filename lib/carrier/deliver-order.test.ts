import { expect, it } from 'vitest'
import { deferred } from '#lib/addon/messages/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { cancelShipment, reportProblem } from '#lib/shipping/index.ts'
import { buyer, contact, seller } from '#lib/shipping/testing.ts'
import { maxAttempts, type OrderOutcome } from './index.ts'
import { carrierWorld, deliverOrder, sweepOrders } from './testing.ts'

const hour = 60 * 60
const busy: OrderOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }
const delivered: OrderOutcome = { kind: 'delivered' }
const taken = { ok: false, reason: 'taken' }

describeOnBothEngines('deliverOrder', (open) => {
  const setUp = () => carrierWorld(open().db)
  type World = ReturnType<typeof setUp>

  /** Accepted, a problem reported, cancelled: three orders of one shipment, their ids in order. */
  async function threeOrders(world: World): Promise<string[]> {
    const { trackingCode } = await world.accepted()
    const reported = await reportProblem(world.shipping, buyer, { trackingCode, text: 'کسی نیامد.' })
    const cancel = { trackingCode, reason: 'too_slow', seenState: 'accepted' } as const
    const cancelled = await cancelShipment(world.shipping, seller, cancel)
    expect([reported.kind, cancelled.kind]).toEqual(['reported', 'cancelled'])
    return world.woken.map(({ id }) => id)
  }

  async function oneOrder(world: World): Promise<string> {
    await world.accepted()
    return world.woken[0]?.id ?? ''
  }

  it('sends an order once with both addresses, signed with the old key too, and marks it as done', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'delivered' })
    expect(world.received).toMatchObject([
      { id, type: 'shipment.accepted', data: { pickup: { contact }, dropoff: { contact } } },
    ])
    expect(await world.deps.orders.find(id)).toMatchObject({
      state: 'delivered',
      deliveredAt: world.clock(),
      attempts: 1,
      claimId: null,
      claimedUntil: null,
    })
    expect(await deliverOrder(world.deps, id)).toEqual(taken)
    expect(await deliverOrder(world.deps, 'none')).toEqual({ ok: false, reason: 'not_found' })
    expect(world.received).toHaveLength(1)
    expect(world.counted).toEqual(['shipment.accepted delivered'])
    expect(world.complaints).toEqual([])
  })

  it('preserves the order within a shipment and does not delay other shipments', async () => {
    const world = setUp()
    const [first = '', second = ''] = await threeOrders(world)
    expect(await deliverOrder(world.deps, second)).toEqual({ ok: false, reason: 'waiting' })
    await world.accepted('conversation-2')
    const elsewhere = world.woken.at(-1)?.id ?? ''
    world.answer(busy)
    await deliverOrder(world.deps, first)
    expect(await deliverOrder(world.deps, second)).toEqual({ ok: false, reason: 'waiting' })
    expect(await deliverOrder(world.deps, elsewhere)).toEqual({ ok: true, state: 'delivered' })
    world.clock.advance(5)
    await deliverOrder(world.deps, first)
    expect(world.woken.at(-1)).toEqual({ id: second, afterSeconds: 0 })
    await world.work()
    expect(world.received.map(({ type }) => type)).toEqual([
      'shipment.accepted',
      'shipment.accepted',
      'shipment.accepted',
      'problem.reported',
      'shipment.cancelled',
    ])
  })

  it("sends all orders in sequence after an hour's outage, repeats with their own ids", async () => {
    const world = setUp()
    const ids = await threeOrders(world)
    let up = false
    const downFor = (): OrderOutcome => (up ? delivered : { ...busy, reason: 'network_ECONNREFUSED' })
    world.answer(...Array.from({ length: 30 }, () => downFor))
    for (let minute = 0; minute < 60; minute += 1) {
      await world.work()
      world.clock.advance(60)
    }
    expect(new Set(world.received.map(({ id }) => id))).toEqual(new Set([ids[0]]))
    expect(world.received.length).toBeGreaterThan(4)
    up = true
    const before = world.received.length
    for (let minute = 0; minute < 90; minute += 1) {
      await world.work()
      world.clock.advance(60)
    }
    expect(world.received.slice(before).map(({ id }) => id)).toEqual(ids)
    expect(await world.look(...ids)).toEqual(ids.map(() => ['delivered', null]))
  })

  it('waits as long as Retry-After says', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    world.answer({ kind: 'retry', retryAfterSeconds: 7200, reason: 'http_429' })
    await deliverOrder(world.deps, id)
    world.clock.advance(7199)
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: false, reason: 'not_due' })
    expect(await sweepOrders(world.deps)).toMatchObject({ woken: 0 })
    world.clock.advance(1)
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'delivered' })
  })

  it('gives up at a 410 and continues with the next order', async () => {
    const world = setUp()
    const ids = await threeOrders(world)
    world.answer({ kind: 'gone' })
    await world.work()
    expect(await world.look(...ids)).toEqual([
      ['dead', 'gone'],
      ['delivered', null],
      ['delivered', null],
    ])
    expect(world.counted[0]).toBe('shipment.accepted dead')
    world.clock.advance(48 * hour)
    await world.work()
    expect(world.received).toHaveLength(3)
  })

  it('gives up after a day of failures and gives the next order its own day', async () => {
    const world = setUp()
    const [first = '', second = '', third = ''] = await threeOrders(world)
    world.answer(...Array.from({ length: maxAttempts }, () => busy))
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      await deliverOrder(world.deps, first)
      world.clock.advance(9.6 * hour)
    }
    expect(world.received.every(({ id }) => id === first)).toBe(true)
    await world.work()
    expect(await world.look(first, second, third)).toEqual([
      ['dead', 'gave_up'],
      ['delivered', null],
      ['delivered', null],
    ])
  })

  it('leaves nothing to try, and gives nothing up, when no other system is configured', async () => {
    const world = setUp()
    const ids = await threeOrders(world)
    world.deps.receiver = null
    await world.work()
    expect(await world.look(...ids)).toEqual(ids.map(() => ['delivered', null]))
    expect(world.received).toEqual([])
  })

  it('waits for somebody who can read the desk when no other system is configured, and is given up in the end', async () => {
    const world = setUp()
    const [waits = '', ...others] = await threeOrders(world)
    let isStaffed = false
    Object.assign(world.deps, { receiver: null, isStaffed: async () => isStaffed })
    await world.work()
    expect(await world.look(waits)).toEqual([['queued', 'nobody_there']])
    isStaffed = true
    world.clock.advance(hour)
    await world.work()
    expect(await world.look(waits, ...others)).toEqual([waits, ...others].map(() => ['delivered', null]))

    isStaffed = false
    await world.accepted('conversation-2')
    const never = world.woken.at(-1)?.id ?? ''
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      await deliverOrder(world.deps, never)
      world.clock.advance(9.6 * hour)
    }
    expect(await world.look(never)).toEqual([['dead', 'gave_up']])
  })

  it('sends once for each attempt with any number of workers', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    for (const [attempt, outcome] of [busy, delivered].entries()) {
      world.answer(outcome)
      await Promise.all([1, 2, 3, 4].map(async () => await deliverOrder(world.deps, id)))
      expect(world.received).toHaveLength(attempt + 1)
      world.clock.advance(60)
    }
    expect(new Set(world.received.map((one) => one.id))).toEqual(new Set([id]))
  })

  it('repeats when its worker died and records a late success of a slow one', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    const [started, answered] = [deferred<void>(), deferred<OrderOutcome>()]
    world.answer(() => {
      started.resolve()
      return answered.promise
    })
    const slow = deliverOrder(world.deps, id)
    await started.promise
    expect(await sweepOrders(world.deps)).toMatchObject({ ended: 0, nextEndAt: expect.any(Date) })
    world.clock.advance(60)
    expect(await sweepOrders(world.deps)).toEqual({ ended: 1, woken: 1, nextEndAt: null })
    expect(await world.look(id)).toEqual([['queued', 'lease_ran_out']])
    answered.resolve(delivered)
    expect(await slow).toEqual({ ok: true, state: 'delivered' })
    expect(await deliverOrder(world.deps, id)).toEqual(taken)
    expect(world.received).toHaveLength(1)
  })

  it('ignores a worker whose lease another has taken over', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    const [started, answered] = [deferred<void>(), deferred<OrderOutcome>()]
    world.answer(() => {
      started.resolve()
      return answered.promise
    })
    const slow = deliverOrder(world.deps, id)
    await started.promise
    world.clock.advance(60)
    await sweepOrders(world.deps)
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'delivered' })
    answered.resolve({ kind: 'gone' })
    expect(await slow).toEqual(taken)
    expect(await world.look(id)).toEqual([['delivered', null]])
    expect(world.received.map((one) => one.id)).toEqual([id, id])
  })

  it('omits erased data from a repeat and keeps its id', async () => {
    const world = setUp()
    const { id: shipmentId } = await world.accepted()
    const id = world.woken[0]?.id ?? ''
    world.answer(busy)
    await deliverOrder(world.deps, id)
    await world.shipping.transaction(async (tx) => {
      await tx.deleteAddresses(shipmentId, 'DEMAND')
      await tx.notifyCarrier({ shipmentId, type: 'shipment.erased', reference: 'dropoff', at: world.clock() })
    })
    world.clock.advance(5)
    await world.work()
    expect(world.received).toMatchObject([
      { id, data: { dropoff: { contact }, pickup: { contact } } },
      { id, data: { dropoff: { contact: null, city: 'tehran' }, pickup: { contact } } },
      { type: 'shipment.erased', data: { end: 'dropoff' } },
    ])
  })

  it('does not send an order whose shipment was erased', async () => {
    const world = setUp()
    await world.queue({ shipmentId: 'erased', type: 'shipment.accepted', at: world.clock() })
    const { id } = await world.accepted()
    await world.queue({ shipmentId: id, type: 'problem.reported', reference: 'erased', at: world.clock() })
    const ids = world.woken.map((one) => one.id)
    await world.work()
    expect(await world.look(...ids)).toEqual([
      ['dead', 'nothing_left'],
      ['delivered', null],
      ['dead', 'nothing_left'],
    ])
  })

  it('retries and logs when composing or sending throws', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    const { facts } = world.deps
    world.deps.facts = () => Promise.reject(new Error('no key opens it'))
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'queued' })
    world.deps.facts = facts
    world.answer(() => Promise.reject(new Error('out of order')))
    world.clock.advance(5)
    await deliverOrder(world.deps, id)
    expect(await world.look(id)).toEqual([['queued', 'threw']])
    expect(world.complaints).toHaveLength(2)
    world.clock.advance(60)
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'delivered' })
  })

  it('does not start a request that could outlast its lease', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    const { facts } = world.deps
    world.deps.facts = async (order) => {
      world.clock.advance(45)
      return await facts(order)
    }
    await deliverOrder(world.deps, id)
    expect(await world.look(id)).toEqual([['queued', 'late']])
    expect(world.received).toEqual([])
  })

  it('gives up when every worker died on it', async () => {
    const world = setUp()
    const id = await oneOrder(world)
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const now = world.clock()
      await world.deps.orders.claim(id, { claimId: `claim-${attempt}`, now, until: now })
      await sweepOrders(world.deps)
    }
    expect(await deliverOrder(world.deps, id)).toEqual({ ok: true, state: 'dead' })
    expect(await world.look(id)).toEqual([['dead', 'gave_up']])
  })
})
