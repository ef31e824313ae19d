import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { CarrierCall } from '../carrier-call.ts'
import { type Courier, carrierView, moveByCarrier, type ShipmentState, viewShipment } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'
import { assignCourier } from './assign-courier.ts'

const ali: Courier = { name: 'علی', vehicle: 'motorcycle' }
const sara: Courier = { name: 'سارا', vehicle: null }

describeOnBothEngines('the courier of a shipment', (open) => {
  async function world(state: ShipmentState = 'accepted') {
    const made = shippingWorld(open().db)
    const shipment = await made.reach(state)
    const { id, trackingCode } = shipment
    const { deps } = made
    const tell = async (more: Partial<CarrierCall>) =>
      await moveByCarrier(deps, { callId: newId(), trackingCode, status: null, occurredAt: null, ...more })
    const seen = async (actor = seller) => (await viewShipment(deps, actor, trackingCode))?.courier
    const messages = async () => (await open().db.select().from(outbox).where(isMessage)).length
    return { ...made, shipment, id, trackingCode, tell, seen, messages }
  }

  it('is seen by both sides from the step that names them, and is told to no chat', async () => {
    const { tell, seen, messages, deps, shipment } = await world()
    const before = await messages()
    expect([await seen(), await seen(buyer)]).toEqual([null, null])
    expect(await tell({ status: 'assigned', courier: ali })).toMatchObject({ kind: 'moved', messageId: null })
    expect([await seen(seller), await seen(buyer)]).toEqual([ali, ali])
    expect(await messages()).toBe(before)
    expect((await carrierView(deps, shipment)).courier).toEqual(ali)
  })

  it('is seen by nobody who may not see an address of the shipment', async () => {
    const { tell, seen } = await world()
    await tell({ status: 'assigned', courier: ali })
    for (const side of [seller, buyer]) {
      expect(await seen({ ...side, sessionId: 'another', divarUserId: null })).toBeNull()
      expect(await seen({ ...side, sessionId: 'another', divarUserId: 'somebody' })).toBeNull()
    }
    expect(await seen({ ...seller, conversationId: 'another' })).toBeUndefined()
  })

  it('is replaced by another one in the same state, in a later step and beside a promise, and stays without a word', async () => {
    const { tell, seen, stands, trackingCode, clock } = await world()
    await tell({ status: 'assigned', courier: ali })
    clock.advance(60)
    expect(await tell({ status: 'assigned', courier: sara })).toMatchObject({ kind: 'moved', messageId: null })
    expect(await seen()).toEqual(sara)
    expect((await stands(trackingCode)).updatedAt).toEqual(clock())
    expect(await tell({ status: 'assigned', courier: sara })).toMatchObject({ kind: 'repeated' })
    expect(await tell({ status: 'assigned' })).toMatchObject({ kind: 'repeated' })
    await tell({ status: 'picked_up', courier: ali })
    expect(await seen(buyer)).toEqual(ali)
    const eta = new Date(clock().getTime() + 3_600_000)
    expect(await tell({ eta, courier: sara })).toMatchObject({ kind: 'moved', messageId: expect.any(String) })
    expect(await seen(buyer)).toEqual(sara)
    await tell({ status: 'delivery_failed' })
    await tell({ status: 'picked_up' })
    expect(await seen(buyer)).toEqual(sara)
  })

  it('is one of two that are named at once, also where both calls make the step', async () => {
    const { tell, seen, stands, trackingCode } = await world()
    const both = await Promise.all([ali, sara].map(async (courier) => await tell({ status: 'assigned', courier })))
    expect(both.map(({ kind }) => kind)).toEqual(['moved', 'moved'])
    expect([ali, sara]).toContainEqual(await seen())
    expect((await stands(trackingCode)).state).toBe('assigned')
  })

  it('does not come back by a repeated call', async () => {
    const { tell, seen } = await world()
    await tell({ status: 'assigned', courier: ali, callId: 'first' })
    await tell({ status: 'assigned', courier: sara, callId: 'second' })
    for (const callId of ['first', 'second']) {
      expect(await tell({ status: 'assigned', courier: ali, callId })).toMatchObject({ kind: 'repeated' })
    }
    expect(await seen()).toEqual(sara)
  })

  it('stands sealed, and is gone with the end', async () => {
    const { tell, id } = await world()
    const row = async () => (await open().db.select().from(shipments).where(eq(shipments.id, id)))[0]
    await tell({ status: 'assigned', courier: ali })
    expect((await row())?.sealedCourier).toMatch(/^ey/)
    expect(JSON.stringify(await row())).not.toContain('علی')
    await tell({ status: 'picked_up' })
    await tell({ status: 'delivered', courier: ali })
    expect((await row())?.sealedCourier).toBeNull()
  })

  it.each<[ShipmentState]>([['proposed'], ['cancelled'], ['expired'], ['delivered'], ['returned']])(
    'is not named for what is %s',
    async (state) => {
      const { deps, shipment, id } = await world(state)
      const named = deps.transaction(async (tx) => await assignCourier(tx, deps.sealer, shipment, ali, deps.clock()))
      expect(await named).toBe(false)
      expect(await deps.store.sealedCourierOf(id)).toBeNull()
    },
  )
})
