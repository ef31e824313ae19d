import { expect, it } from 'vitest'
import { carrierCalls } from '#lib/db/schema/carrier.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import {
  type CarrierStatus,
  cancelShipment,
  carrierEvents,
  carrierView,
  isFinal,
  moveByCarrier,
  type ShipmentState,
  shipmentStates,
  shipmentsOfCarrier,
  transitions,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const statuses = Object.keys(carrierEvents) as CarrierStatus[]

/** Every state with everything the carrier may say, and where the state table leads; null: nowhere. */
const cases = shipmentStates.flatMap((state) =>
  statuses.map((status): [ShipmentState, CarrierStatus, ShipmentState | null] => {
    const row = transitions.find(
      ({ from, event, by }) => from === state && event === carrierEvents[status] && by === 'carrier',
    )
    return [state, status, row?.to ?? null]
  }),
)
const illegalFrom = (state: ShipmentState) =>
  cases.filter(([from, status, to]) => from === state && to === null && status !== state)
const messages: Partial<Record<CarrierStatus, string>> = {
  picked_up: 'pickup',
  delivered: 'end',
  delivery_failed: 'failure',
  returned: 'end',
  cancelled: 'end',
}

describeOnBothEngines('a step of the carrier', (open) => {
  const world = () => shippingWorld(open().db)

  it.each(cases.filter(([, , to]) => to !== null))('moves the shipment from %s to %s', async (state, status, to) => {
    const { deps, reach, clock, move, stands, said, send, orders } = world()
    const { id, trackingCode } = await reach(state)
    await send(id)
    const before = { steps: (await deps.store.stepsOf(id)).length, said: await said(id) }
    clock.advance(60)
    const result = await move(trackingCode, status, 'call-1')
    expect(result).toMatchObject({ kind: 'moved', shipment: { state: to } })
    expect(await stands(trackingCode)).toMatchObject({
      state: to,
      endedAt: isFinal(status) ? clock() : null,
      updatedAt: clock(),
    })
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({
      number: before.steps + 1,
      event: carrierEvents[status],
      by: 'carrier',
      state: to,
      at: clock(),
    })
    const isSecond = state === 'delivery_failed' && status === 'picked_up'
    const kind = messages[status]
    expect(await said(id)).toEqual(kind && !isSecond ? [...before.said, `${kind} by DEMAND: queued`] : before.said)
    expect(await orders(id)).toEqual(['shipment.accepted'])
    expect(await open().db.select().from(shipmentAddresses)).toHaveLength(to === 'cancelled' ? 0 : 2)
  })

  it.each(shipmentStates.filter((state) => illegalFrom(state).length > 0))(
    'is refused with the current state when there is no transition from %s',
    async (state) => {
      const { deps, reach, move, stands, said } = world()
      const shipment = await reach(state)
      const before = await said(shipment.id)
      const calls = (await open().db.select().from(carrierCalls)).length
      const steps = await deps.store.stepsOf(shipment.id)
      for (const [, status] of illegalFrom(state)) {
        expect(await move(shipment.trackingCode, status)).toEqual({ kind: 'illegal', shipment })
      }
      expect(await stands(shipment.trackingCode)).toEqual(shipment)
      expect(await deps.store.stepsOf(shipment.id)).toEqual(steps)
      expect(await said(shipment.id)).toEqual(before)
      expect(await open().db.select().from(carrierCalls)).toHaveLength(calls)
    },
  )

  it.each(statuses)('to the current state %s changes nothing, and its call moves nothing later', async (status) => {
    const { deps, reach, move, stands, said } = world()
    const { id, trackingCode } = await reach(status)
    const before = [await stands(trackingCode), await deps.store.stepsOf(id), await said(id)]
    expect(await move(trackingCode, status, 'call-1')).toMatchObject({
      kind: 'repeated',
      shipment: { state: status },
    })
    expect([await stands(trackingCode), await deps.store.stepsOf(id), await said(id)]).toEqual(before)
    expect(await deps.store.hasCarrierCall('call-1')).toBe(true)
  })

  it('for an unknown code is not found', async () => {
    expect(await world().move('nothing', 'assigned')).toEqual({ kind: 'not_found' })
  })

  it('repeated changes nothing, also when the shipment has moved on', async () => {
    const { deps, reach, move, stands, said } = world()
    const { id, trackingCode } = await reach('accepted')
    expect(await move(trackingCode, 'assigned', 'call-1')).toMatchObject({ kind: 'moved' })
    expect(await move(trackingCode, 'assigned', 'call-1')).toMatchObject({
      kind: 'repeated',
      shipment: { state: 'assigned' },
    })
    await move(trackingCode, 'picked_up', 'call-2')
    const before = [await stands(trackingCode), await deps.store.stepsOf(id), await said(id)]
    expect(await move(trackingCode, 'assigned', 'call-1')).toMatchObject({
      kind: 'repeated',
      shipment: { state: 'picked_up' },
    })
    expect(await move(trackingCode, 'delivered', 'call-2')).toMatchObject({
      kind: 'repeated',
      shipment: { state: 'picked_up' },
    })
    expect([await stands(trackingCode), await deps.store.stepsOf(id), await said(id)]).toEqual(before)
  })

  it('repeated four times at once happens once', async () => {
    const { deps, reach, move } = world()
    const { id, trackingCode } = await reach('accepted')
    const calls = await Promise.all([1, 2, 3, 4].map(async () => await move(trackingCode, 'assigned', 'call-1')))
    expect(calls.map(({ kind }) => kind).sort()).toEqual(['moved', 'repeated', 'repeated', 'repeated'])
    for (const call of calls) expect(call).toMatchObject({ shipment: { state: 'assigned' } })
    expect(await deps.store.stepsOf(id)).toHaveLength(3)
  })

  it('repeated while the first is running gets the resulting state', async () => {
    const { deps, reach, move } = world()
    const { trackingCode } = await reach('assigned')
    const overtaken = {
      ...deps,
      store: {
        ...deps.store,
        hasCarrierCall: async (id: string) => {
          await move(trackingCode, 'picked_up', 'call-1')
          return await deps.store.hasCarrierCall(id)
        },
      },
    }
    const call = { callId: 'call-1', trackingCode, status: 'picked_up', occurredAt: null } as const
    expect(await moveByCarrier(overtaken, call)).toMatchObject({ kind: 'repeated', shipment: { state: 'picked_up' } })
  })

  it('with one id for two shipments at once moves one of them', async () => {
    const { deps, reach, move } = world()
    const elsewhere = { conversationId: 'conversation-2' }
    const first = await reach('accepted')
    const second = await reach('accepted', true, {
      buyer: { ...buyer, ...elsewhere, seatId: 'seat-3' },
      seller: { ...seller, ...elsewhere, seatId: 'seat-4' },
    })
    const both = [first, second]
    const calls = await Promise.all(
      both.map(async ({ trackingCode }) => await move(trackingCode, 'assigned', 'call-1')),
    )
    expect(calls.map(({ kind }) => kind).sort()).toEqual(['moved', 'repeated'])
    const steps = await Promise.all(both.map(async ({ id }) => (await deps.store.stepsOf(id)).length))
    expect(steps.sort()).toEqual([2, 3])
  })

  it('can be repeated with the same id after a rollback', async () => {
    const { deps, reach, move, failToAnnounce, stands } = world()
    const shipment = await reach('assigned')
    failToAnnounce(true)
    await expect(move(shipment.trackingCode, 'picked_up', 'call-1')).rejects.toThrow('announcing failed')
    expect(await stands(shipment.trackingCode)).toEqual(shipment)
    expect(await deps.store.hasCarrierCall('call-1')).toBe(false)
    failToAnnounce(false)
    expect(await move(shipment.trackingCode, 'picked_up', 'call-1')).toMatchObject({ kind: 'moved' })
  })

  it("has the carrier's time, but not before the last step and not in the future", async () => {
    const { deps, reach, clock } = world()
    const { id, trackingCode } = await reach('accepted')
    const accepted = clock()
    clock.advance(3600)
    const tell = async (status: CarrierStatus, occurredAt: Date | null) => {
      await moveByCarrier(deps, { callId: status, trackingCode, status, occurredAt })
      return (await deps.store.stepsOf(id)).at(-1)?.at
    }
    expect(await tell('assigned', addSeconds(accepted, -3600))).toEqual(accepted)
    expect(await tell('picked_up', addSeconds(accepted, 600))).toEqual(addSeconds(accepted, 600))
    expect(await tell('delivery_failed', addSeconds(clock(), 3600))).toEqual(clock())
    clock.advance(60)
    expect(await tell('returned', null)).toEqual(clock())
  })
})

describeOnBothEngines("the chat's messages about the carrier's steps", (open) => {
  const world = () => shippingWorld(open().db)
  const start = [
    'proposal by DEMAND: sent',
    'answer by SUPPLY: sent',
    'pickup by DEMAND: sent',
    'failure by DEMAND: sent',
  ]

  it.each<[string, CarrierStatus[]]>([
    ['failed, then delivered', ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered']],
    ['failed, then returned', ['assigned', 'picked_up', 'delivery_failed', 'returned']],
    [
      'failed twice, then returned',
      ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivery_failed', 'returned'],
    ],
  ])('of a delivery that %s stay within five', async (_, steps) => {
    const { deps, reach, move, said, send } = world()
    const { id, trackingCode } = await reach('accepted')
    await open().db.update(outbox).set({ state: 'sent' }).where(isMessage)
    for (const status of steps) {
      await move(trackingCode, status)
      await send(id)
    }
    expect(await said(id)).toEqual([...start, 'end by DEMAND: sent'])
    expect(await deps.store.stepsOf(id)).toHaveLength(2 + steps.length)
  })

  it('supersede unsent ones', async () => {
    const { reach, said } = world()
    expect(await said((await reach('delivered')).id)).toEqual([
      'proposal by DEMAND: superseded',
      'answer by SUPPLY: superseded',
      'pickup by DEMAND: superseded',
      'end by DEMAND: queued',
    ])
  })

  it('are in the name of the proposer, else of the other side', async () => {
    const { reach, move, said, endGrants } = world()
    const { id, trackingCode } = await reach('assigned')
    endGrants('grant-buyer')
    await move(trackingCode, 'picked_up')
    endGrants('grant-buyer', 'grant-seller')
    await move(trackingCode, 'delivered')
    expect((await said(id)).slice(2)).toEqual(['pickup by SUPPLY: superseded', 'end by DEMAND: unannounced'])
  })
})

describeOnBothEngines("the carrier's list", (open) => {
  it("contains the carrier's shipments with both addresses, page by page", async () => {
    const { deps, reach, booked } = shippingWorld(open().db)
    const codes: string[] = []
    for (const [number, state] of (['accepted', 'delivery_failed', 'delivered', 'cancelled'] as const).entries()) {
      const conversationId = `chat-${number}`
      const at = (actor: typeof buyer) => ({ ...actor, conversationId, seatId: `${actor.seatId}-${number}` })
      codes.push((await reach(state, true, { buyer: at(buyer), seller: at(seller) })).trackingCode)
    }
    await booked(buyer)
    const { views, next } = await shipmentsOfCarrier(deps, { states: null, after: null })
    expect(views.map(({ shipment }) => shipment.trackingCode)).toEqual(codes.slice(0, 2).sort())
    expect(views[0]).toMatchObject({ pickup: contact, dropoff: contact })
    expect(next).toBeNull()
    const [first = ''] = codes.slice(0, 2).sort()
    expect((await shipmentsOfCarrier(deps, { states: null, after: first })).views).toHaveLength(1)
    expect((await shipmentsOfCarrier(deps, { states: ['accepted'], after: null })).views).toHaveLength(1)
  })

  it('omits an erased address', async () => {
    const { deps, reach } = shippingWorld(open().db)
    const shipment = await reach('picked_up')
    await deps.store.deleteAddresses(shipment.id, 'DEMAND')
    expect(await carrierView(deps, shipment)).toMatchObject({ pickup: contact, dropoff: null })
    await cancelShipment(deps, buyer, { trackingCode: shipment.trackingCode, reason: 'other', seenState: 'picked_up' })
    expect((await carrierView(deps, shipment)).steps).toHaveLength(4)
  })
})
