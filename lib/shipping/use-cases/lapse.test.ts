import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { orderBody } from '#lib/carrier/index.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { webhookStore } from '#lib/db/stores/orders.ts'
import { silentShipments } from '#lib/db/stores/silent-shipments.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isOrder } from '#lib/db/testing-outbox.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import {
  bookShipment,
  cancelShipment,
  carrierView,
  lapseShipments,
  type ShipmentState,
  shipmentStates,
} from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const day = 24 * 60 * 60

describeOnBothEngines('a shipment without news from the carrier', (open) => {
  const world = () => shippingWorld(open().db)
  const onTheWay = ['accepted', 'assigned', 'picked_up', 'delivery_failed'] satisfies ShipmentState[]

  it.each(onTheWay)('ends 30 days after it was %s and loses its addresses', async (at) => {
    const { deps, clock, reach, said, send, stands, orders, fill, preview } = world()
    const { id, trackingCode } = await reach(at)
    await send(id)
    const before = await orders(id)
    clock.advance(30 * day - 1)
    expect(await lapseShipments(deps)).toBe(0)
    clock.advance(1)
    expect(await lapseShipments(deps)).toBe(1)
    expect(await lapseShipments(deps)).toBe(0)

    expect(await stands(trackingCode)).toMatchObject({ state: 'expired', reason: 'no_news', endedAt: clock() })
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'lapse', by: 'clock', state: 'expired' })
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
    expect((await said(id)).at(-1)).toBe('end by DEMAND: queued')
    expect(await orders(id)).toEqual([...before, 'shipment.cancelled'])
    await fill(seller)
    expect(await bookShipment(deps, seller, await preview(seller))).toMatchObject({ kind: 'booked' })
  })

  it('ends at the carrier too, with the reason and no side', async () => {
    const { deps, clock, reach } = world()
    const { id, trackingCode } = await reach('picked_up')
    clock.advance(30 * day)
    await lapseShipments(deps)
    const [last] = (
      await open()
        .db.select()
        .from(outbox)
        .where(and(isOrder, eq(outbox.subjectId, id)))
    ).filter(({ kind }) => kind === 'shipment.cancelled')
    const order = (await webhookStore(open().db).find(last?.id ?? '')) ?? expect.fail('no order')
    const shipment = (await deps.store.shipmentById(id)) ?? expect.fail('no shipment')
    expect(orderBody(order, { view: await carrierView(deps, shipment), problem: null })).toEqual({
      type: 'shipment.cancelled',
      timestamp: clock().toISOString(),
      data: { trackingCode, state: 'expired', by: null, reason: 'no_news' },
    })
  })

  it('gets thirty days again with each step', async () => {
    const { deps, clock, reach, move, stands } = world()
    const { trackingCode } = await reach('accepted')
    for (const status of ['assigned', 'picked_up', 'delivery_failed', 'picked_up'] as const) {
      clock.advance(29 * day)
      await move(trackingCode, status)
      expect(await lapseShipments(deps)).toBe(0)
    }
    expect((await stands(trackingCode)).state).toBe('picked_up')
  })

  it.each(shipmentStates.filter((state) => !onTheWay.some((one) => one === state)))(
    'does not end while it is %s',
    async (at) => {
      const { deps, clock, reach } = world()
      await reach(at)
      clock.advance(90 * day)
      expect(await lapseShipments(deps)).toBe(0)
    },
  )

  it('either ends or moves on when both happen at once', async () => {
    const { deps, clock, reach, move, stands, said, orders } = world()
    const { id, trackingCode } = await reach('picked_up')
    clock.advance(30 * day)
    const [lapsed, moved] = await Promise.all([lapseShipments(deps), move(trackingCode, 'delivered')])
    expect([lapsed, moved.kind, (await stands(trackingCode)).state]).toSatisfy(
      ([count, kind, state]) =>
        (count === 1 && kind === 'illegal' && state === 'expired') ||
        (count === 0 && kind === 'moved' && state === 'delivered'),
    )
    expect((await said(id)).filter((message) => message.startsWith('end'))).toHaveLength(1)
    expect((await orders(id)).includes('shipment.cancelled')).toBe(lapsed === 1)
  })

  it('ends without a composable text too and does not delay the others', async () => {
    const { deps, clock, reach, stands, loseWordsFor } = world()
    const at = (actor: typeof buyer) => ({ ...actor, conversationId: 'conversation-2', seatId: `${actor.side} 2` })
    const broken = await reach('picked_up')
    const other = await reach('accepted', true, { buyer: at(buyer), seller: at(seller) })
    clock.advance(31 * day)
    loseWordsFor(broken.trackingCode)
    await expect(lapseShipments(deps)).rejects.toMatchObject({ details: { failed: [{ id: broken.id }] } })
    for (const { trackingCode } of [broken, other]) expect((await stands(trackingCode)).state).toBe('expired')
  })

  it('is counted for the operator from the fourteenth day', async () => {
    const { clock, reach } = world()
    await reach('assigned')
    const count = async () => await silentShipments(open().db, addSeconds(clock(), -14 * day))
    clock.advance(14 * day - 1)
    expect(await count()).toBe(0)
    clock.advance(1)
    expect(await count()).toBe(1)
  })

  it('can still be cancelled before its end', async () => {
    const { deps, clock, reach } = world()
    const { trackingCode } = await reach('assigned')
    clock.advance(29 * day)
    const input = { trackingCode, reason: 'too_slow', seenState: 'assigned' } as const
    expect(await cancelShipment(deps, buyer, input)).toMatchObject({ kind: 'cancelled' })
    clock.advance(10 * day)
    expect(await lapseShipments(deps)).toBe(0)
  })
})
