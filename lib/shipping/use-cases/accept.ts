import { fingerprintOf } from '../fingerprint.ts'
import type { Actor, Announcement, Contact, Draft, Shipment, ShippingDeps } from '../ports.ts'
import { type Quote, quote, type Unavailable } from '../quote.ts'
import { step } from '../status.ts'
import { readDraft } from './draft.ts'
import { mayAct, type Unproved } from './may-act.ts'
import { senderFor, transition } from './transition.ts'

/** Why a proposal cannot be accepted as it stands. */
export type NotAcceptable =
  /** The other side has not said where from, or where to. */
  | { kind: 'incomplete' }
  /** With both addresses known it costs more than its proposer agreed to. */
  | { kind: 'above_limit'; quote: Quote; limitToman: number }
  /** With both addresses known this service does not go there. */
  | { kind: 'unavailable'; unavailable: Unavailable }
  /** It is no longer a proposal: the shipment as it stands. */
  | { kind: 'too_late'; shipment: Shipment }
  /** The business takes nothing at this moment. */
  | { kind: 'closed' }
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }
  | Unproved

export type Acceptance = {
  /** As it would stand. */
  shipment: Shipment
  announcement: Announcement
  /** Changes whenever anything that the user was shown changes. */
  fingerprint: string
  draft: Draft
  contact: Contact
}

export type Accepted =
  | { kind: 'accepted'; shipment: Shipment; messageId: string | null }
  /** Something that was shown is no longer so: show it again. */
  | { kind: 'preview_changed' }
  | NotAcceptable

/** Undoes the transaction of an acceptance whose address another window replaced, or had erased, meanwhile. */
class DraftChanged extends Error {}

type PrepareDeps = Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'offers' | 'wording'>

/**
 * What accepting a proposal would come to: the price recomputed from both addresses, in tomans, never above what its
 * proposer agreed to. It is made of the prices of the proposal's own version, so that an edit of the tariff since then
 * changes it for neither side; what the business has switched off since, or where it no longer works, cannot be accepted. The accepting side's address is that of its draft. Writes nothing.
 */
export async function prepareAcceptance(
  deps: PrepareDeps,
  actor: Actor,
  trackingCode: string,
): Promise<({ kind: 'ready' } & Acceptance) | NotAcceptable> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const allowed = step(shipment.state, 'accept', shipment.proposerSide === actor.side ? 'proposer' : 'other')
  if (!allowed.ok) return allowed.reason === 'not_allowed' ? { kind: 'not_allowed' } : { kind: 'too_late', shipment }
  if (!(await deps.offers.takesBookings())) return { kind: 'closed' }
  const own = await readDraft(deps, actor)
  const place = own?.draft.choices.ownPlace
  // Another session's draft came without what names a person: it must be typed, not taken over.
  if (!own?.contact || !place || own.draft.seatId !== actor.seatId) {
    // A tap at the same moment may have accepted it, and ended the draft, since the first look.
    const current = await deps.store.shipmentByCode(trackingCode)
    return current && current.state !== 'proposed' ? { kind: 'too_late', shipment: current } : { kind: 'incomplete' }
  }
  const ends =
    actor.side === 'SUPPLY' ? { pickup: place, dropoff: shipment.dropoff } : { pickup: shipment.pickup, dropoff: place }
  const tariff = await deps.offers.promised(shipment.quote.version)
  const price = quote({ tariff, parcel: shipment.parcel, service: shipment.service, ...ends })
  if (!price.ok) return { kind: 'unavailable', unavailable: price }
  if (price.max > shipment.priceLimitToman) {
    return { kind: 'above_limit', quote: price, limitToman: shipment.priceLimitToman }
  }
  const accepted: Shipment = { ...shipment, ...ends, quote: price, state: allowed.to }
  const announcement = await deps.wording.announce('accepted', accepted)
  const fingerprint = fingerprintOf(announcement, own.draft.sealedAddress)
  return { kind: 'ready', shipment: accepted, announcement, fingerprint, draft: own.draft, contact: own.contact }
}

/**
 * The other side accepts what it was shown: price and both ends are frozen, its sealed address goes with the shipment,
 * its draft ends, the chat and the carrier are told, all in one transaction.
 */
export async function acceptProposal(
  deps: ShippingDeps,
  actor: Actor,
  input: { trackingCode: string; fingerprint: string },
): Promise<Accepted> {
  const prepared = await prepareAcceptance(deps, actor, input.trackingCode)
  if (prepared.kind !== 'ready') return prepared
  if (prepared.fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  const { draft } = prepared
  const { id, state } = prepared.shipment
  const at = deps.clock()
  const { sealedAddress } = draft
  if (sealedAddress === null) return { kind: 'incomplete' }
  // Ends and price stand in it already; its state is the one to leave.
  const asProposed: Shipment = { ...prepared.shipment, state: 'proposed' }
  const moved = await transition(deps, asProposed, {
    event: 'accept',
    to: state,
    by: actor.side,
    acting: actor,
    at,
    announcement: prepared.announcement,
    speaker: await senderFor(deps, prepared.shipment, actor),
    within: async (tx) => {
      const mayWrite = (await tx.seatStands(actor)) && (await tx.deleteDraft(draft.id, draft.version))
      if (!mayWrite) throw new DraftChanged()
      await tx.insertAddress({
        shipmentId: id,
        side: actor.side,
        typedBySessionId: actor.sessionId,
        typedByDivarUserId: actor.divarUserId,
        sealed: sealedAddress,
      })
      if (actor.grantId !== null) await tx.setGrant(id, 'other', actor.grantId)
      await tx.notifyCarrier({ shipmentId: id, type: 'shipment.accepted', at })
    },
  }).catch((error: unknown) => {
    if (error instanceof DraftChanged) return error
    throw error
  })
  if (moved instanceof DraftChanged) return { kind: 'preview_changed' }
  if (moved) return { kind: 'accepted', ...moved }
  if (!(await mayAct(deps.store, actor, id))) return { kind: 'unproved' }
  const current = await deps.store.shipmentByCode(input.trackingCode)
  return current ? { kind: 'too_late', shipment: current } : { kind: 'not_found' }
}
