import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { type Actor, announceShipment, prepareAnnouncement, type ShipmentState, shipmentStates } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const kinds: Record<ShipmentState, string> = {
  proposed: 'proposal',
  accepted: 'answer',
  assigned: 'answer',
  picked_up: 'pickup',
  delivery_failed: 'failure',
  rejected: 'answer',
  cancelled: 'end',
  expired: 'end',
  delivered: 'end',
  returned: 'end',
}
const later = shipmentStates.filter((state) => state !== 'proposed')
const renewed = (actor: Actor): Actor => ({ ...actor, grantId: `${actor.grantId}-new` })

describeOnBothEngines('announcing a shipment later', (open) => {
  /** A shipment with every message waiting for a permission. */
  async function world(state: ShipmentState) {
    const made = shippingWorld(open().db)
    made.endGrants('grant-buyer', 'grant-seller')
    const shipment = await made.reach(state)
    await open().db.update(outbox).set({ state: 'unannounced', overtaken: false }).where(isMessage)
    const { trackingCode } = shipment
    const shown = async () => ({
      trackingCode,
      fingerprint: (await prepareAnnouncement(made.deps, await made.stands(trackingCode))).fingerprint,
    })
    return { ...made, shipment, trackingCode, shown }
  }

  it.each(
    later.flatMap((state) =>
      [buyer, seller].map((actor): [ShipmentState, string, Actor] => [state, actor.side, actor]),
    ),
  )('is possible when %s, for %s, with a new permission that also releases what follows', async (state, _, actor) => {
    const { deps, shipment, shown, said, stands } = await world(state)
    const input = await shown()
    const announced = await announceShipment(deps, renewed(actor), input)
    expect(announced).toMatchObject({ kind: 'announced', messageId: expect.any(String) })
    expect((await said(shipment.id)).filter((message) => !message.endsWith('unannounced'))).toEqual([
      `${kinds[state]} by ${actor.side}: queued`,
    ])
    expect(await announceShipment(deps, renewed(actor), input)).toEqual(announced)
    const kept = actor === buyer ? { grantId: 'grant-buyer-new' } : { otherGrantId: 'grant-seller-new' }
    expect(await stands(shipment.trackingCode)).toMatchObject({ ...kept, state })
  })

  it("in the proposer's new name also sends the next step without asking again", async () => {
    const { deps, shipment, shown, said, send, move } = await world('assigned')
    await announceShipment(deps, renewed(buyer), await shown())
    await send(shipment.id)
    await move(shipment.trackingCode, 'picked_up')
    expect(await said(shipment.id)).toEqual([
      'proposal by DEMAND: unannounced',
      'answer by DEMAND: sent',
      'pickup by DEMAND: queued',
    ])
  })

  it('needs a permission, the right conversation and an unchanged preview', async () => {
    const { deps, shipment, shown, said, changeWording } = await world('picked_up')
    const input = await shown()
    const before = await said(shipment.id)
    expect(await announceShipment(deps, { ...buyer, grantId: null }, input)).toEqual({ kind: 'permission_missing' })
    expect(await announceShipment(deps, { ...renewed(buyer), conversationId: 'other' }, input)).toEqual({
      kind: 'not_found',
    })
    changeWording('پیک تازه')
    expect(await announceShipment(deps, renewed(buyer), input)).toEqual({ kind: 'preview_changed' })
    expect(await said(shipment.id)).toEqual(before)
  })

  it.each([
    ['before it looks', 'transaction'],
    ['after it looked', 'lockShipment'],
  ] as const)('is skipped for a shipment that moves on %s', async (_, moment) => {
    const { deps, shipment, trackingCode, shown, said, move, endGrants } = await world('assigned')
    endGrants()
    const input = await shown()
    let moved: Promise<unknown> = Promise.resolve()
    const carrier = () => move(trackingCode, 'picked_up')
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        if (moment === 'transaction') await carrier()
        return await deps.transaction<T>(async (tx) => {
          const { lockShipment } = tx
          const locked = async (id: string) => {
            const current = await lockShipment(id)
            // On the embedded database it waits for this transaction, on the other one for the lock.
            if (moment === 'lockShipment') moved = carrier()
            return current
          }
          return await work({ ...tx, lockShipment: locked })
        })
      },
    }
    const announced = await announceShipment(meddling, renewed(buyer), input)
    await moved
    expect(announced.kind).toBe(moment === 'transaction' ? 'preview_changed' : 'announced')
    const answer = moment === 'transaction' ? 'unannounced' : 'superseded'
    expect((await said(shipment.id)).slice(1)).toEqual([
      `answer by ${moment === 'transaction' ? 'SUPPLY' : 'DEMAND'}: ${answer}`,
      'pickup by DEMAND: queued',
    ])
  })
})
