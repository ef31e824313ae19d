import type { Announcement } from '../announcement.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { newHandoverKey } from '../handover-code.ts'
import type { Actor, Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import { chooseWindow, type PickupOption } from '../promise.ts'
import type { Quote } from '../quote.ts'
import { completeProposal, type NotCompleted, type OwnEnd } from './complete.ts'
import { mayAct } from './may-act.ts'
import { senderFor, transition } from './transition.ts'

/** Why a proposal cannot be accepted as it stands. */
export type NotAcceptable =
  /**
   * With both addresses known, and the parcel as corrected, it costs more than its proposer agreed to. A correction can
   * go back to the proposer: `amendProposal`.
   */
  | { kind: 'above_limit'; quote: Quote; limitToman: number; isCorrected: boolean }
  /** The pickup window that was chosen is no longer on offer: the next ones are. */
  | { kind: 'window_gone' }
  | NotCompleted

export type Acceptance = {
  /** As it would stand. */
  shipment: Shipment
  announcement: Announcement
  /** Changes whenever anything that the user was shown changes. */
  fingerprint: string
  own: OwnEnd
  /** Whether its parcel is another one than was proposed, within what the proposer agreed to. */
  isCorrected: boolean
  /** The windows to choose from, the earliest first; the seller's to choose, who is there when the courier comes. */
  pickups: PickupOption[]
}

export type Accepted =
  | { kind: 'accepted'; shipment: Shipment; messageId: string | null }
  /** Something that was shown is no longer so: show it again. */
  | { kind: 'preview_changed' }
  | NotConfirmed
  | NotAcceptable

/** The seller has not confirmed that nothing forbidden is inside. */
export type NotConfirmed = { kind: 'not_confirmed' }

/**
 * What a side answers a proposal with. `forbiddenAccepted` counts from the seller alone; `windowFrom` is when the chosen
 * pickup window begins, and null takes the earliest.
 */
export type Answer = {
  trackingCode: string
  fingerprint: string
  forbiddenAccepted: boolean
  windowFrom?: Date | null
}

/** Undoes the transaction of an answer whose address another window replaced, or had erased, meanwhile. */
export class DraftChanged extends Error {}

type PrepareDeps = Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'offers' | 'wording'>

/**
 * What accepting a proposal would come to: the price recomputed from both addresses and the parcel as corrected, in
 * tomans, never above what its proposer agreed to. `windowFrom` is when the chosen pickup window begins; null takes the
 * earliest. Writes nothing.
 */
export async function prepareAcceptance(
  deps: PrepareDeps,
  actor: Actor,
  trackingCode: string,
  windowFrom: Date | null = null,
): Promise<({ kind: 'ready' } & Acceptance) | NotAcceptable> {
  const completed = await completeProposal(deps, actor, trackingCode)
  if (completed.kind !== 'completed') return completed
  const { shipment, quote, own, isCorrected } = completed
  const limitToman = shipment.priceLimitToman
  if (quote.max > limitToman) return { kind: 'above_limit', quote, limitToman, isCorrected }
  const pickups = await deps.offers.pickups(shipment.service)
  const appointment = chooseWindow(pickups, windowFrom)
  if (!appointment) return { kind: 'window_gone' }
  const accepted: Shipment = { ...shipment, ...appointment, state: 'accepted' }
  const announcement = await deps.wording.announce('accepted', accepted)
  const { parcel, declaredValueToman } = accepted
  const shown = { sealedAddress: own.sealed, parcel, appointment, declaredValueToman }
  const fingerprint = fingerprintOf(announcement, shown)
  return { kind: 'ready', shipment: accepted, announcement, fingerprint, own, isCorrected, pickups }
}

/**
 * The other side accepts what it was shown: price, parcel, both ends and the appointment are frozen, its sealed address goes
 * with the shipment, its draft ends, the chat and the carrier are told, all in one transaction. Where it proposed first and
 * the parcel was corrected, its address is there already.
 */
export async function acceptProposal(deps: ShippingDeps, actor: Actor, input: Answer): Promise<Accepted> {
  const prepared = await prepareAcceptance(deps, actor, input.trackingCode, input.windowFrom)
  if (prepared.kind !== 'ready') return prepared
  if (prepared.fingerprint !== input.fingerprint) return { kind: 'preview_changed' }
  const parcel = confirmedBy(actor, prepared.shipment, input)
  if (!parcel) return { kind: 'not_confirmed' }
  const { id, state } = prepared.shipment
  const at = deps.clock()
  const sealedKey = await deps.sealer.seal(newHandoverKey(deps.random))
  // Ends, parcel and price stand in it already; its state is the one to leave.
  const asProposed: Shipment = { ...prepared.shipment, parcel, state: 'proposed' }
  const moved = await transition(deps, asProposed, {
    event: 'accept',
    to: state,
    by: actor.side,
    acting: actor,
    at,
    announcement: prepared.announcement,
    speaker: await senderFor(deps, prepared.shipment, actor),
    within: async (tx) => {
      await putOwnEnd(tx, actor, id, prepared.own)
      await tx.setAppointment(id, prepared.shipment, at)
      await tx.setHandoverKey(id, sealedKey)
      if (actor.grantId !== null) await tx.setGrant(id, 'other', actor.grantId)
      await tx.notifyCarrier({ shipmentId: id, type: 'shipment.accepted', at })
      return null
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

/** The parcel as the answering side leaves it; null where the seller has not confirmed what is inside. A buyer need not. */
export function confirmedBy({ side }: Pick<Actor, 'side'>, { parcel }: Pick<Shipment, 'parcel'>, answer: Answer) {
  if (side !== 'SUPPLY') return parcel
  return answer.forbiddenAccepted ? { ...parcel, forbiddenAccepted: true } : null
}

/** The own address goes from the draft to the shipment. Throws `DraftChanged` where it is not what was shown. */
export async function putOwnEnd(tx: ShippingTx, actor: Actor, shipmentId: string, own: OwnEnd): Promise<void> {
  const { draft, sealed } = own
  if (!(await tx.seatStands(actor))) throw new DraftChanged()
  if (!draft) {
    if ((await tx.addressOf(shipmentId, actor.side))?.sealed !== sealed) throw new DraftChanged()
    return
  }
  if (!(await tx.deleteDraft(draft.id, draft.version))) throw new DraftChanged()
  await tx.insertAddress({
    shipmentId,
    side: actor.side,
    typedBySessionId: actor.sessionId,
    typedByDivarUserId: actor.divarUserId,
    sealed,
  })
}
