import type { Announcement, AnnouncementKind } from '../announcement.ts'
import { failureReasonOf } from '../carrier-reasons.ts'
import { fingerprintOf } from '../fingerprint.ts'
import type { Actor, Shipment, ShipmentStep, ShippingDeps } from '../ports.ts'
import type { ShipmentState } from '../status.ts'
import { hasChangedPlaces } from './complete.ts'
import { mayAct, type Unproved } from './may-act.ts'

/** What the chat is told of each state; that a courier was assigned stands on the page only. */
const kindOf: Record<ShipmentState, AnnouncementKind> = {
  proposed: 'proposed',
  accepted: 'accepted',
  assigned: 'accepted',
  picked_up: 'picked_up',
  delivery_failed: 'delivery_failed',
  rejected: 'rejected',
  cancelled: 'cancelled',
  expired: 'expired',
  delivered: 'delivered',
  returned: 'returned',
}

/** The kind of message that tells the chat how a shipment stands after its last step. */
export const announcementOf = (state: ShipmentState, steps: readonly ShipmentStep[]): AnnouncementKind =>
  state === 'proposed' && steps.at(-1)?.event === 'amend' ? 'amended' : kindOf[state]

/** The message that tells the chat how a shipment stands, with the fingerprint of what is shown. */
export async function prepareAnnouncement(
  deps: Pick<ShippingDeps, 'wording' | 'store'>,
  shipment: Shipment,
): Promise<{ announcement: Announcement; fingerprint: string }> {
  const steps = await deps.store.stepsOf(shipment.id)
  const kind = announcementOf(shipment.state, steps)
  const announcement = await deps.wording.announce(kind, shipment, failureReasonOf(steps.at(-1)?.reason))
  return { announcement, fingerprint: fingerprintOf(announcement) }
}

export type Announced =
  | { kind: 'announced'; messageId: string | null }
  | { kind: 'already' }
  | { kind: 'not_allowed' }
  | { kind: 'permission_missing' }
  | { kind: 'preview_changed' }
  | { kind: 'not_found' }
  | Unproved

/**
 * Tells the chat what it has not heard, once somebody has given the permission: a shipment was booked or moved on without
 * a message, or the permission ended before the message left. A proposal is its proposer's to announce; what came of it,
 * either side's. Announcing what is on its way or there already changes nothing.
 */
export async function announceShipment(
  deps: ShippingDeps,
  actor: Actor,
  input: { trackingCode: string; fingerprint: string },
): Promise<Announced> {
  const shipment = await deps.store.shipmentByCode(input.trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const isProposer = shipment.proposerSide === actor.side
  const isProposal = shipment.state === 'proposed'
  if (isProposal && !isProposer) {
    return { kind: (await hasChangedPlaces(deps, shipment)) ? 'preview_changed' : 'not_allowed' }
  }
  const { grantId } = actor
  if (isProposal && shipment.announced && (grantId === null || shipment.grantId === grantId)) return { kind: 'already' }
  if (!grantId) return { kind: 'permission_missing' }
  const { announcement, fingerprint } = await prepareAnnouncement(deps, shipment)
  if (fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  return await deps.transaction(async (tx): Promise<Announced> => {
    if (!(await mayAct(tx, actor, shipment.id))) return { kind: 'unproved' }
    // Looked at before anything is written: a permission given as its proposer would be the other side's after an amendment.
    const current = await tx.lockShipment(shipment.id)
    if (current?.state !== shipment.state) return { kind: isProposal ? 'not_allowed' : 'preview_changed' }
    if (current.proposerSide !== shipment.proposerSide) return { kind: 'preview_changed' }
    const marked = isProposal && (await tx.markAnnounced(shipment.id, grantId))
    if (isProposal && !marked) return { kind: current.announced ? 'already' : 'not_allowed' }
    if (!isProposal) await tx.setGrant(shipment.id, isProposer ? 'proposer' : 'other', grantId)
    const messageId = await tx.announce(shipment, announcement, { grantId, side: actor.side })
    return { kind: 'announced', messageId }
  })
}
