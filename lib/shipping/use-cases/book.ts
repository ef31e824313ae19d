import { shownAtOf } from '../fingerprint.ts'
import type { Actor, Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import { mayAct, type Unproved } from './may-act.ts'
import { type DraftPart, type Proposal, prepareProposal } from './proposal.ts'

export type Booked =
  | { kind: 'booked'; shipment: Shipment; messageId: string | null }
  /** The same draft was booked before: a second tap, or Back and again. */
  | { kind: 'already'; shipment: Shipment }
  /** The conversation has another open shipment. */
  | { kind: 'exists'; shipment: Shipment }
  | { kind: 'incomplete'; part: DraftPart }
  | { kind: 'preview_changed' }
  | { kind: 'permission_missing' }
  /** The business takes nothing at this moment. */
  | { kind: 'closed' }
  | Unproved

/**
 * Books what the user was shown. The shipment, its first step, the sealed address and the chat message are written in
 * one transaction with the end of the draft, so that a second tap or a second window finds them. `fingerprint` is that
 * of the preview: if anything shown has changed since, nothing is booked. With `announce` the actor needs a grant.
 */
export async function bookShipment(
  deps: ShippingDeps,
  actor: Actor,
  input: { trackingCode: string | null; fingerprint: string; announce: boolean },
): Promise<Booked> {
  if (!(await mayAct(deps.store, actor, null))) return { kind: 'unproved' }
  const before = await earlier(deps, actor, input.trackingCode)
  if (before) return before
  if (input.announce && !actor.grantId) return { kind: 'permission_missing' }
  if (!(await deps.offers.takesBookings())) return { kind: 'closed' }
  const prepared = await prepareProposal(deps, actor, shownAtOf(input.fingerprint, deps.clock()))
  // A tap at the same moment may have booked, and ended the draft, since the first look.
  if (!prepared.ok)
    return (await earlier(deps, actor, input.trackingCode)) ?? { kind: 'incomplete', part: prepared.part }
  if (prepared.proposal.fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  const grantId = input.announce ? actor.grantId : null
  const written = await deps.transaction(async (tx) => await write(tx, actor, prepared.proposal, grantId))
  return written ?? (await earlier(deps, actor, prepared.proposal.draft.trackingCode)) ?? { kind: 'preview_changed' }
}

/** What stands in the way: the same draft's shipment, whatever became of it, or another one that is open. */
async function earlier(deps: ShippingDeps, actor: Actor, trackingCode: string | null): Promise<Booked | null> {
  // In this order: a shipment of this draft that commits between the two looks is found by its code.
  const open = await deps.store.openShipment(actor.conversationId)
  const own = trackingCode === null ? null : await deps.store.shipmentByCode(trackingCode)
  if (own?.conversationId === actor.conversationId && own.proposerSide === actor.side) {
    return { kind: 'already', shipment: own }
  }
  return open ? { kind: 'exists', shipment: open } : null
}

async function write(tx: ShippingTx, actor: Actor, proposal: Proposal, grantId: string | null): Promise<Booked | null> {
  const { draft, announcement } = proposal
  if (!(await tx.seatStands(actor))) return null
  if (!(await mayAct(tx, actor, null))) return { kind: 'unproved' }
  if (draft.sealedAddress === null || !(await tx.deleteDraft(draft.id, draft.version))) return null
  const shipment: Shipment = { ...proposal.shipment, announced: grantId !== null, grantId }
  if (!(await tx.insertShipment(shipment))) {
    await tx.insertDraft(draft)
    return null
  }
  await tx.insertAddress({
    shipmentId: shipment.id,
    side: actor.side,
    typedBySessionId: actor.sessionId,
    typedByDivarUserId: actor.divarUserId,
    sealed: draft.sealedAddress,
  })
  await tx.addStep({
    shipmentId: shipment.id,
    event: 'propose',
    state: shipment.state,
    by: actor.side,
    at: shipment.createdAt,
    began: shipment.createdAt,
    reason: null,
  })
  const messageId = grantId === null ? null : await tx.announce(shipment, announcement, { grantId, side: actor.side })
  return { kind: 'booked', shipment, messageId }
}
