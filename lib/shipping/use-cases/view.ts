import type { Actor, Contact, Shipment, ShipmentStep, ShippingDeps } from '../ports.ts'
import { mayReadPerson } from './draft.ts'

export type ShipmentView = {
  shipment: Shipment
  role: 'proposer' | 'other'
  steps: ShipmentStep[]
  /** The actor's own address, if this actor may see it; never the other side's. */
  ownContact: Contact | null
  /** Whether the actor's side has an address here, seen or not. */
  hasOwnAddress: boolean
}

/** A shipment as one side sees it, or null if it is not of this conversation. */
export async function viewShipment(
  deps: Pick<ShippingDeps, 'store' | 'sealer'>,
  actor: Actor,
  trackingCode: string,
): Promise<ShipmentView | null> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return null
  const own = await deps.store.addressOf(shipment.id, actor.side)
  return {
    shipment,
    role: shipment.proposerSide === actor.side ? 'proposer' : 'other',
    steps: await deps.store.stepsOf(shipment.id),
    ownContact: own && mayReadPerson(actor, own) ? await deps.sealer.open<Contact>(own.sealed) : null,
    hasOwnAddress: own !== null,
  }
}

/** What a dynamic action may learn of a shipment: the shipment, if it is of the conversation asked from. */
export async function statusOf(
  deps: Pick<ShippingDeps, 'store'>,
  conversationId: string,
  trackingCode: string,
): Promise<Shipment | null> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  return shipment && shipment.conversationId === conversationId ? shipment : null
}
