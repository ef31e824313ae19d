import { expect, it } from 'vitest'
import { buyer, seller, shippingWorld } from '#lib/shipping/testing.ts'
import { describeOnBothEngines } from '../testing.ts'

describeOnBothEngines('shipments looked for together', (open) => {
  it('come in the order of their codes, each as if it were looked for alone', async () => {
    const world = shippingWorld(open().db)
    const inTalk = (conversationId: string) => ({
      buyer: { ...buyer, seatId: `${buyer.seatId} ${conversationId}`, conversationId },
      seller: { ...seller, seatId: `${seller.seatId} ${conversationId}`, conversationId },
    })
    const one = await world.reach('proposed', true, inTalk('talk-1'))
    const other = await world.reach('accepted', true, inTalk('talk-2'))
    const codes = [other.trackingCode, 'NOBODYS', one.trackingCode, other.trackingCode]
    const { store } = world.deps
    const alone = await Promise.all(codes.map(async (code) => await store.shipmentByCode(code)))
    expect(await store.shipmentsByCode(codes)).toEqual(alone)
    expect(alone.map((shipment) => shipment?.conversationId)).toEqual(['talk-2', undefined, 'talk-1', 'talk-2'])
    expect(await store.shipmentsByCode(['NOBODYS'])).toEqual([null])
  })
})
