import { type Acting, actsForSide } from '../person.ts'
import type { ShippingStore } from '../ports.ts'

/** Another Divar user, or nobody known, acts where one is proved: they must prove first that it is them. */
export type Unproved = { kind: 'unproved' }

/**
 * Whether somebody may change something for their side: of a shipment, or, with null, of the conversation. Asked first in
 * each use case, and again in its transaction, since somebody may have proved who they are in between.
 */
export async function mayAct(
  store: Pick<ShippingStore, 'provedUser' | 'addressOf'>,
  acting: Acting,
  shipmentId: string | null,
): Promise<boolean> {
  const provedAs = await store.provedUser(acting.conversationId, acting.side)
  const typed = provedAs === null || shipmentId === null ? null : await store.addressOf(shipmentId, acting.side)
  return actsForSide(acting, { provedAs, typed })
}
