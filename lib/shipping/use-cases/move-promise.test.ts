import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { CarrierCall } from '../carrier-call.ts'
import { type CarrierStatus, moveByCarrier, prepareAnnouncement, type Shipment, type ShipmentState } from '../index.ts'
import { shippingWorld } from '../testing.ts'

const hour = 3600

describeOnBothEngines('what the carrier promises', (open) => {
  /** A shipment with a window and a promise, of which the chat has heard all so far. */
  async function world(state: ShipmentState = 'assigned') {
    const made = shippingWorld(open().db)
    const { id, trackingCode } = await made.reach(state)
    const start = made.clock()
    const window = (from: number) => ({
      from: addSeconds(start, from * hour),
      to: addSeconds(start, (from + 2) * hour),
    })
    const promised = { pickupWindow: window(1), promisedAt: addSeconds(start, 5 * hour), delayReason: null }
    await made.deps.store.setAppointment(id, promised, start)
    await open().db.update(outbox).set({ state: 'sent' }).where(eq(outbox.channel, 'chat_messages'))
    const call = async (more: Partial<CarrierCall>, deps = made.deps) =>
      await moveByCarrier(deps, { callId: newId(), trackingCode, status: null, occurredAt: null, ...more })
    return { ...made, id, trackingCode, window, promised, call, inHours: (n: number) => addSeconds(start, n * hour) }
  }

  it('moves without a step, with its reason, and is told in the chat once, as it is by then', async () => {
    const { deps, call, stands, trackingCode, id, inHours, window, said, send } = await world()
    const before = await deps.store.stepsOf(id)
    const first = { eta: inHours(9), window: window(4), reason: 'weather' } as const
    expect(await call(first)).toMatchObject({ kind: 'moved', messageId: expect.any(String) })
    expect(await stands(trackingCode)).toMatchObject({
      state: 'assigned',
      pickupWindow: window(4),
      promisedAt: inHours(9),
      delayReason: 'weather',
    })
    expect(await call({ eta: inHours(10) })).toMatchObject({ kind: 'moved' })
    expect(await stands(trackingCode)).toMatchObject({ promisedAt: inHours(10), delayReason: null })
    expect((await said(id)).slice(-2)).toEqual(['delay by DEMAND: superseded', 'delay by DEMAND: queued'])
    await send(id)
    expect(await call({ eta: inHours(11) })).toMatchObject({ kind: 'moved', messageId: null })
    expect(await deps.store.stepsOf(id)).toEqual(before)
    expect((await said(id)).at(-1)).toBe('delay by DEMAND: sent')
  })

  it('moves with a step, and with the status that it has already', async () => {
    const { call, stands, trackingCode, inHours } = await world()
    expect(await call({ status: 'picked_up', eta: inHours(7) })).toMatchObject({ kind: 'moved' })
    expect(await stands(trackingCode)).toMatchObject({ state: 'picked_up', promisedAt: inHours(7) })
    expect(await call({ status: 'picked_up', eta: inHours(8) })).toMatchObject({ kind: 'moved' })
    expect(await stands(trackingCode)).toMatchObject({ state: 'picked_up', promisedAt: inHours(8) })
    expect(await call({ status: 'picked_up' })).toMatchObject({ kind: 'repeated' })
  })

  it('leaves standing in the chat what was said before it, even unsent', async () => {
    const { call, id, said, inHours } = await world('accepted')
    await open().db.update(outbox).set({ state: 'queued' }).where(eq(outbox.kind, 'answer'))
    await call({ eta: inHours(9) })
    expect((await said(id)).slice(-2)).toEqual(['answer by SUPPLY: queued', 'delay by DEMAND: queued'])
  })

  it('has no place in the chat after a failure was told, and stands on the page alone', async () => {
    const { call, move, trackingCode, send, id, said, stands, inHours } = await world('picked_up')
    await move(trackingCode, 'delivery_failed')
    await send(id)
    expect(await call({ eta: inHours(20), reason: 'receiver_asked' })).toMatchObject({ kind: 'moved', messageId: null })
    expect((await said(id)).filter((one) => one.startsWith('delay'))).toEqual([])
    expect(await stands(trackingCode)).toMatchObject({ promisedAt: inHours(20) })
  })

  it('changes nothing where it says what is promised already, or comes twice, also at once', async () => {
    const { call, promised, inHours, window, stands, trackingCode } = await world()
    const same = { eta: promised.promisedAt, window: window(1) }
    expect(await call(same)).toMatchObject({ kind: 'repeated' })
    const twice = await Promise.all([1, 2].map(async () => await call({ callId: 'call-1', eta: inHours(9) })))
    expect(twice.map(({ kind }) => kind).toSorted()).toEqual(['moved', 'repeated'])
    await call({ eta: inHours(12) })
    expect(await call({ callId: 'call-1', eta: inHours(9) })).toMatchObject({ kind: 'repeated' })
    expect(await stands(trackingCode)).toMatchObject({ promisedAt: inHours(12) })
  })

  it.each<[ShipmentState]>([['proposed'], ['rejected'], ['cancelled'], ['expired'], ['delivered'], ['returned']])(
    'cannot move while the shipment is %s',
    async (state) => {
      const { call, inHours, promised, stands, trackingCode } = await world(state)
      expect(await call({ eta: inHours(9) })).toMatchObject({ kind: 'illegal' })
      expect(await stands(trackingCode)).toMatchObject({ promisedAt: promised.promisedAt })
    },
  )

  it('is told in the chat as it stands, where another call moves it between reading and writing', async () => {
    const { deps, call, stands, trackingCode, inHours, window } = await world()
    const told: Shipment[] = []
    const wording: typeof deps.wording = {
      announce: async (kind, shipment) => {
        told.push(shipment)
        if (told.length === 1) await call({ window: window(6) })
        return await deps.wording.announce(kind, shipment)
      },
    }
    const moved = await call({ eta: inHours(9) }, { ...deps, wording })
    expect(moved).toMatchObject({ kind: 'moved', messageId: expect.any(String) })
    const both = { pickupWindow: window(6), promisedAt: inHours(9) }
    expect(await stands(trackingCode)).toMatchObject(both)
    expect(told.at(-1)).toMatchObject(both)
  })

  it('moves no window once the parcel is collected', async () => {
    const { call, window, stands, trackingCode } = await world('picked_up')
    expect(await call({ window: window(6) })).toMatchObject({ kind: 'repeated' })
    expect(await stands(trackingCode)).toMatchObject({ pickupWindow: window(1) })
  })
})

describeOnBothEngines('what went wrong on the way', (open) => {
  it('is told in the chat with the promise as it stands then, also where that is announced later', async () => {
    const { reach, deps } = shippingWorld(open().db)
    const shipment = await reach('picked_up')
    const { trackingCode } = shipment
    const told: [string | null, Date | null][] = []
    const wording: typeof deps.wording = {
      announce: async (kind, said, failure = null) => {
        told.push([failure, said.promisedAt])
        return await deps.wording.announce(kind, said, failure)
      },
    }
    const eta = (hours: number) => new Date(deps.clock().getTime() + hours * 3_600_000)
    const tell = async (more: Partial<CarrierCall>) =>
      await moveByCarrier(
        { ...deps, wording },
        { callId: newId(), trackingCode, status: null, occurredAt: null, ...more },
      )
    expect(await tell({ status: 'delivery_failed', reason: 'nobody_home', eta: eta(9) })).toMatchObject({
      kind: 'moved',
    })
    const current = await deps.store.shipmentById(shipment.id)
    if (current) await prepareAnnouncement({ ...deps, wording }, current)
    expect(told).toEqual([
      ['nobody_home', eta(9)],
      ['nobody_home', eta(9)],
    ])
    await tell({ status: 'picked_up' })
    told.length = 0
    // A promise that moves while the words are made: they are made again.
    const { hasCarrierCall } = deps.store
    let isFirst = true
    deps.store.hasCarrierCall = async (id) => {
      if (isFirst) {
        isFirst = false
        await tell({ eta: eta(11) })
      }
      return await hasCarrierCall(id)
    }
    expect(await tell({ status: 'delivery_failed', reason: 'not_paid' })).toMatchObject({ kind: 'moved' })
    expect(told.at(-1)).toEqual(['not_paid', eta(11)])
  })

  it('is a reason of the step that failed, and of no other', async () => {
    const { reach, deps } = shippingWorld(open().db)
    const { id, trackingCode } = await reach('picked_up')
    const tell = async (status: CarrierStatus, reason: CarrierCall['reason']) =>
      await moveByCarrier(deps, { callId: newId(), trackingCode, status, occurredAt: null, reason })
    await tell('delivery_failed', 'nobody_home')
    await tell('picked_up', 'weather')
    await tell('delivery_failed', null)
    const reasons = (await deps.store.stepsOf(id)).map(({ state, reason }) => [state, reason]).slice(-3)
    expect(reasons).toEqual([
      ['delivery_failed', 'nobody_home'],
      ['picked_up', null],
      ['delivery_failed', null],
    ])
  })

  it.each<['accepted' | 'assigned']>([['accepted'], ['assigned']])(
    'ends what is %s, with a reason, as the carrier giving up; the addresses go and the chat is told',
    async (state) => {
      const { reach, deps, stands, said, send, orders } = shippingWorld(open().db)
      const { id, trackingCode } = await reach(state)
      await send(id)
      const tell = async (reason: CarrierCall['reason']) =>
        await moveByCarrier(deps, { callId: newId(), trackingCode, status: 'cancelled', occurredAt: null, reason })
      expect(await tell(null)).toMatchObject({ kind: 'illegal', shipment: { state } })
      expect(await tell('no_courier')).toMatchObject({ kind: 'moved' })
      expect(await stands(trackingCode)).toMatchObject({ state: 'cancelled', reason: 'no_courier', dueAt: null })
      expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'give_up', by: 'carrier' })
      expect(await deps.store.addressOf(id, 'SUPPLY')).toBeNull()
      expect((await said(id)).at(-1)).toBe('end by DEMAND: queued')
      expect(await orders(id)).toEqual(['shipment.accepted'])
    },
  )
})
