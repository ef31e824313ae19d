import type { Side } from '#lib/kernel/side.ts'
import type { Announcement, Shipment, ShippingDeps } from '../ports.ts'
import type { ShipmentEvent, ShipmentState } from '../status.ts'

type End = {
  event: Extract<ShipmentEvent, 'reject' | 'expire'>
  to: ShipmentState
  by: Side | 'clock'
  /** Null: the chat is not told. */
  announcement: Announcement | null
}

/**
 * Ends a proposal in one transaction, if it still is one: its addresses go at once, a message of it that has not left
 * stays here, and the chat is told in the proposer's name if it heard of the proposal. False: somebody was first.
 */
export async function endProposal(
  deps: Pick<ShippingDeps, 'transaction'>,
  shipment: Shipment,
  at: Date,
  end: End,
): Promise<boolean> {
  const ended: Shipment = { ...shipment, state: end.to, updatedAt: at, endedAt: at, dueAt: null }
  return await deps.transaction(async (tx) => {
    if (!(await tx.moveShipment(ended, shipment.state))) return false
    await tx.deleteAddresses(shipment.id)
    const number = (await tx.stepsOf(shipment.id)).length + 1
    await tx.insertStep({ shipmentId: shipment.id, number, event: end.event, state: end.to, by: end.by, at })
    await tx.supersede(shipment.id, ['proposed'])
    // Read again: the proposer may have announced it since.
    const { announced, grantId } = (await tx.shipmentByCode(shipment.trackingCode)) ?? shipment
    if (end.announcement && announced && grantId) {
      await tx.announce(ended, end.announcement, { grantId, side: shipment.proposerSide })
    }
    return true
  })
}
