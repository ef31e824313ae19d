import { fingerprintOf } from '../fingerprint.ts'
import type { Actor, Announcement, Shipment, ShippingDeps } from '../ports.ts'

/** The message that a shipment booked without announcing would still send, with the fingerprint of what is shown. */
export async function prepareAnnouncement(
  deps: Pick<ShippingDeps, 'wording'>,
  shipment: Shipment,
): Promise<{ announcement: Announcement; fingerprint: string }> {
  const announcement = await deps.wording.announce('proposed', shipment)
  return { announcement, fingerprint: fingerprintOf(announcement) }
}

export type Announced =
  | { kind: 'announced'; messageId: string | null }
  | { kind: 'already' }
  | { kind: 'not_allowed' }
  | { kind: 'permission_missing' }
  | { kind: 'preview_changed' }
  | { kind: 'not_found' }

/**
 * Announces a proposal that stands in no chat, once its proposer has given the permission: it was booked without a
 * message, or the permission ended before the message left.
 */
export async function announceShipment(
  deps: ShippingDeps,
  actor: Actor,
  input: { trackingCode: string; fingerprint: string },
): Promise<Announced> {
  const shipment = await deps.store.shipmentByCode(input.trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (shipment.proposerSide !== actor.side || shipment.state !== 'proposed') return { kind: 'not_allowed' }
  const { grantId } = actor
  if (shipment.announced && (grantId === null || shipment.grantId === grantId)) return { kind: 'already' }
  if (!grantId) return { kind: 'permission_missing' }
  const { announcement, fingerprint } = await prepareAnnouncement(deps, shipment)
  if (fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  return await deps.transaction(async (tx): Promise<Announced> => {
    if (!(await tx.markAnnounced(shipment.id, grantId))) {
      const current = await tx.shipmentByCode(shipment.trackingCode)
      return { kind: current?.announced ? 'already' : 'not_allowed' }
    }
    const messageId = await tx.announce(shipment, announcement, { grantId, side: actor.side })
    return { kind: 'announced', messageId }
  })
}
