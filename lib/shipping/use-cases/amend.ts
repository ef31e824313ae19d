import { otherSide } from '#lib/kernel/side.ts'
import type { Announcement } from '../announcement.ts'
import { fingerprintOf, shownAtOf, stamped } from '../fingerprint.ts'
import type { Actor, Shipment, ShippingDeps } from '../ports.ts'
import { proposalDeadlines, step } from '../status.ts'
import { type Answer, confirmedBy, DraftChanged, type NotConfirmed, putOwnEnd } from './accept.ts'
import { completeProposal, type NotCompleted, type OwnEnd, roleOf } from './complete.ts'
import { mayAct } from './may-act.ts'
import { senderFor, transition } from './transition.ts'

/** Why there is no correction to send back. */
export type NotAmendable =
  /** The parcel is as proposed, or what it costs is within what its proposer agreed to: it can be accepted. */
  { kind: 'acceptable' } | NotCompleted

export type Amendment = {
  /** As it would stand: the two sides have changed places. */
  shipment: Shipment
  announcement: Announcement
  /** Changes whenever anything that the user was shown changes. */
  fingerprint: string
  own: OwnEnd
  /** Tomans: what its proposer had agreed to. */
  limitToman: number
}

export type Amended =
  | { kind: 'amended'; shipment: Shipment; messageId: string | null }
  /** Something that was shown is no longer so: show it again. */
  | { kind: 'preview_changed' }
  | NotConfirmed
  | NotAmendable

/**
 * The proposal with the parcel that the seller corrected, where that costs more than its proposer agreed to: both ends
 * and the price, in tomans, are known, and the first proposer has the time of a new proposal to answer. No reminder: its place in
 * the message budget goes to the correction. Writes nothing.
 */
export async function prepareAmendment(
  deps: Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'offers' | 'wording'>,
  actor: Actor,
  trackingCode: string,
  shownAt: Date = deps.clock(),
): Promise<({ kind: 'ready' } & Amendment) | NotAmendable> {
  const completed = await completeProposal(deps, actor, trackingCode)
  if (completed.kind !== 'completed') return completed
  const { shipment, quote, own, isCorrected } = completed
  const limitToman = shipment.priceLimitToman
  const allowed = step(shipment.state, 'amend', roleOf(shipment, actor.side))
  if (!allowed.ok || !isCorrected || quote.max <= limitToman) return { kind: 'acceptable' }
  const amended: Shipment = {
    ...shipment,
    state: allowed.to,
    proposerSide: actor.side,
    // What each side allowed stays that side's.
    grantId: shipment.otherGrantId,
    otherGrantId: shipment.grantId,
    priceLimitToman: quote.max,
    dueAt: proposalDeadlines(shownAt).expiresAt,
    remindAt: null,
  }
  const announcement = await deps.wording.announce('amended', amended)
  const { parcel, declaredValueToman } = amended
  const fingerprint = fingerprintOf(announcement, { sealedAddress: own.sealed, parcel, declaredValueToman })
  return { kind: 'ready', shipment: amended, announcement, fingerprint: stamped(fingerprint, shownAt), own, limitToman }
}

/**
 * The seller sends the corrected proposal back to its proposer, who answers it like any other, but with an address that
 * is known. Parcel, ends, price, address and message are written in one transaction, if nobody was first.
 */
export async function amendProposal(deps: ShippingDeps, actor: Actor, input: Answer): Promise<Amended> {
  const prepared = await prepareAmendment(deps, actor, input.trackingCode, shownAtOf(input.fingerprint, deps.clock()))
  if (prepared.kind !== 'ready') return prepared
  if (prepared.fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  const parcel = confirmedBy(actor, prepared.shipment, input)
  if (!parcel) return { kind: 'not_confirmed' }
  const { own } = prepared
  const amended: Shipment = { ...prepared.shipment, parcel }
  const { id, dueAt, remindAt } = amended
  // Parcel, ends and price stand in it already; its proposer is the one to leave.
  const asProposed: Shipment = { ...amended, proposerSide: otherSide(actor.side) }
  const moved = await transition(deps, asProposed, {
    event: 'amend',
    to: amended.state,
    by: actor.side,
    acting: actor,
    at: deps.clock(),
    change: { proposerSide: actor.side, dueAt, remindAt },
    announcement: prepared.announcement,
    speaker: await senderFor(deps, amended, actor),
    within: async (tx) => {
      await putOwnEnd(tx, actor, id, own)
      await tx.swapGrants(id)
      if (actor.grantId !== null) await tx.markAnnounced(id, actor.grantId)
      return null
    },
  }).catch((error: unknown) => {
    if (error instanceof DraftChanged) return error
    throw error
  })
  if (moved instanceof DraftChanged) return { kind: 'preview_changed' }
  if (moved) return { kind: 'amended', ...moved }
  if (!(await mayAct(deps.store, actor, id))) return { kind: 'unproved' }
  const current = await deps.store.shipmentByCode(input.trackingCode)
  return current ? { kind: 'too_late', shipment: current } : { kind: 'not_found' }
}
