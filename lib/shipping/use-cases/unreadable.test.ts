import { expect, it } from 'vitest'
import { shipmentAddresses, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { carrierStates, shipmentsOfCarrier, viewShipment } from '../index.ts'
import { buyer, shippingWorld } from '../testing.ts'

describeOnBothEngines('what no key opens', (open) => {
  const lost = createSealer([new Uint8Array(32).fill(99)])

  /** A shipment of whose sealed values one is lost. */
  async function world(what: 'address' | 'key' | 'courier') {
    const made = shippingWorld(open().db)
    const { trackingCode } = await made.reach('assigned')
    const sealed = await lost.seal({ lost: true })
    if (what === 'address') await open().db.update(shipmentAddresses).set({ sealed })
    if (what === 'key') await open().db.update(shipments).set({ sealedHandoverKey: sealed })
    if (what === 'courier') await open().db.update(shipments).set({ sealedCourier: sealed })
    return { ...made, seen: async () => await viewShipment(made.deps, buyer, trackingCode) }
  }

  it('hides an own address and nothing beside it', async () => {
    const { seen } = await world('address')
    expect(await seen()).toMatchObject({ ownContact: null, hasOwnAddress: true, isUnreadable: true })
    expect((await seen())?.handover).not.toBeNull()
  })

  it.each(['key', 'courier'] as const)('hides what a lost %s is for, and nothing beside it', async (what) => {
    const { seen } = await world(what)
    expect(await seen()).toMatchObject({ isUnreadable: false, courier: null })
    expect((await seen())?.ownContact).not.toBeNull()
    expect((await seen())?.handover === null).toBe(what === 'key')
  })

  it('takes no other shipment out of the list that the carrier reads', async () => {
    const { deps } = await world('address')
    const { views } = await shipmentsOfCarrier(deps, { states: carrierStates, after: null })
    expect(views.map(({ pickup, dropoff }) => [pickup, dropoff])).toEqual([[null, null]])
  })
})
