import type { Side } from '#lib/kernel/side.ts'
import type { Courier } from '../courier.ts'
import { type HandoverCode, handoverCode, handoverOfSide } from '../handover-code.ts'
import type { Actor, Contact, Shipment, ShipmentStep, ShippingDeps } from '../ports.ts'
import { courierOf } from './assign-courier.ts'
import { mayReadPerson } from './draft.ts'

export type ShipmentView = {
  shipment: Shipment
  role: 'proposer' | 'other'
  steps: ShipmentStep[]
  /** The actor's own address, if this actor may see it; never the other side's. */
  ownContact: Contact | null
  /** Whether the actor's side has an address here, seen or not. */
  hasOwnAddress: boolean
  /** That this actor may see it, and no key opens it. */
  isUnreadable: boolean
  /** What the actor's side says to the courier, if this actor may see its address. */
  handover: HandoverCode | null
  /** Who comes, for who may see an address of the shipment. */
  courier: Courier | null
}

type Deps = Pick<ShippingDeps, 'store' | 'sealer'>

/** A shipment as one side sees it, or null if it is not of this conversation. */
export async function viewShipment(deps: Deps, actor: Actor, trackingCode: string): Promise<ShipmentView | null> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return null
  const own = await deps.store.addressOf(shipment.id, actor.side)
  const mayRead = own !== null && mayReadPerson(actor, own)
  const ownContact = mayRead ? await deps.sealer.openOrNull<Contact>(own.sealed, { shipmentId: shipment.id }) : null
  return {
    shipment,
    role: shipment.proposerSide === actor.side ? 'proposer' : 'other',
    steps: await deps.store.stepsOf(shipment.id),
    ownContact,
    hasOwnAddress: own !== null,
    isUnreadable: mayRead && ownContact === null,
    handover: mayRead ? await handoverFor(deps, shipment, actor.side) : null,
    courier: mayRead ? await courierOf(deps, shipment.id) : null,
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

async function handoverFor(deps: Deps, { id, state }: Shipment, side: Side): Promise<HandoverCode | null> {
  const handover = handoverOfSide(state, side)
  const sealedKey = handover && (await deps.store.handoverKeyOf(id))
  const key = sealedKey ? await deps.sealer.openOrNull<string>(sealedKey, { shipmentId: id }) : null
  return handover && key ? { handover, code: handoverCode(key, id, handover) } : null
}

/**
 * The code for a side that Divar itself names as tapping: a side of a conversation is one account of Divar's, so it is the
 * person who is proved to be that side. Null where somebody else, or somebody who proved nothing, typed the address.
 */
export async function handoverOfTap(
  deps: Deps,
  { conversationId, side }: Pick<Actor, 'conversationId' | 'side'>,
  shipment: Shipment,
): Promise<HandoverCode | null> {
  const own = await deps.store.addressOf(shipment.id, side)
  const proved = await deps.store.provedUser(conversationId, side)
  const isTheirs = own !== null && proved !== null && own.typedByDivarUserId === proved
  return isTheirs ? await handoverFor(deps, shipment, side) : null
}
