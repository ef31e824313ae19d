import type { Side } from '#lib/kernel/side.ts'
import type { Place } from '../place.ts'
import type { Actor, Contact, Draft, Shipment, ShippingDeps } from '../ports.ts'
import { type Quote, quote, type Unavailable } from '../quote.ts'
import { step } from '../status.ts'
import { mayReadPerson, readDraft } from './draft.ts'
import { mayAct, type Unproved } from './may-act.ts'

/** Why a proposal cannot be completed as it stands. */
export type NotCompleted =
  /** The other side has not said where from, or where to. */
  | { kind: 'incomplete' }
  /** With both addresses known this service does not go there, or does not take the parcel as corrected. */
  | { kind: 'unavailable'; unavailable: Unavailable; isCorrected: boolean }
  /** It is no longer this side's to answer: the shipment as it stands. */
  | { kind: 'too_late'; shipment: Shipment }
  /** The business takes nothing at this moment. */
  | { kind: 'closed' }
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }
  | Unproved

/** The own end of a side: that of its draft, or, where it proposed first, that which the shipment has already. */
export type OwnEnd = {
  sealed: string
  place: Place
  /** Null where this actor may not see what names a person. */
  contact: Contact | null
  draft: Draft | null
}

export type Completed = {
  kind: 'completed'
  /** The proposal with both ends, its parcel as corrected, and the price of that, in tomans. */
  shipment: Shipment
  quote: Quote
  own: OwnEnd
  /** Whether the parcel is another one than was proposed. */
  isCorrected: boolean
}

type Deps = Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'offers'>

/**
 * A proposal with both ends known, and with the parcel that the answering side has corrected, if that is the seller. The
 * prices are those of the proposal's own version, so that an edit of the tariff since then changes them for neither side; what the business
 * has switched off since, or where it no longer works, cannot be completed. Writes nothing.
 */
export async function completeProposal(
  deps: Deps,
  actor: Actor,
  trackingCode: string,
): Promise<Completed | NotCompleted> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const allowed = step(shipment.state, 'accept', roleOf(shipment, actor.side))
  if (!allowed.ok) {
    const isLate = allowed.reason === 'wrong_state' || (await hasChangedPlaces(deps, shipment))
    return isLate ? { kind: 'too_late', shipment } : { kind: 'not_allowed' }
  }
  if (!(await deps.offers.takesBookings())) return { kind: 'closed' }
  const own = await ownEnd(deps, actor, shipment)
  if (!own?.draft) {
    // A tap at the same moment may have answered it, ended the draft and stored its address, since the first look.
    const current = await deps.store.shipmentByCode(trackingCode)
    const isAnswered = current && (current.state !== 'proposed' || current.proposerSide === actor.side)
    if (isAnswered) return { kind: 'too_late', shipment: current }
    if (!own) return { kind: 'incomplete' }
  }
  const ends =
    actor.side === 'SUPPLY'
      ? { pickup: own.place, dropoff: shipment.dropoff }
      : { pickup: shipment.pickup, dropoff: own.place }
  const { parcel, declaredValueToman, isCorrected } = corrected(shipment, actor.side, own.draft)
  const tariff = await deps.offers.promised(shipment.quote.version)
  const price = quote({ tariff, parcel, service: shipment.service, ...ends })
  if (!price.ok) return { kind: 'unavailable', unavailable: price, isCorrected }
  const completed: Shipment = { ...shipment, ...ends, parcel, declaredValueToman, quote: price }
  return { kind: 'completed', shipment: completed, quote: price, own, isCorrected }
}

export const roleOf = ({ proposerSide }: Pick<Shipment, 'proposerSide'>, side: Side) =>
  proposerSide === side ? 'proposer' : 'other'

/** Whether a correction has put each side in the other's place: what a side wanted before that comes too late. */
export async function hasChangedPlaces({ store }: Pick<Deps, 'store'>, shipment: Shipment): Promise<boolean> {
  return shipment.state === 'proposed' && (await store.stepsOf(shipment.id)).at(-1)?.event === 'amend'
}

/**
 * What is sent and what it is worth, as the seller has corrected a proposal. `isCorrected`: the parcel is another one, which
 * may cost something else; no price depends on the value.
 */
export function corrected(
  { trackingCode, parcel, declaredValueToman }: Pick<Shipment, 'trackingCode' | 'parcel' | 'declaredValueToman'>,
  side: Side,
  draft: Draft | null,
) {
  const correction = draft?.choices.correction ?? null
  if (side !== 'SUPPLY' || correction?.trackingCode !== trackingCode)
    return { parcel, declaredValueToman, isCorrected: false }
  const { size, weightGrams, fragile } = correction.parcel
  const isSame = size === parcel.size && weightGrams === parcel.weightGrams && fragile === parcel.fragile
  const value = correction.declaredValueToman
  return {
    parcel: isSame ? parcel : correction.parcel,
    declaredValueToman: value === undefined ? declaredValueToman : value,
    isCorrected: !isSame,
  }
}

async function ownEnd(deps: Deps, actor: Actor, shipment: Shipment): Promise<OwnEnd | null> {
  const stored = await deps.store.addressOf(shipment.id, actor.side)
  const storedPlace = actor.side === 'SUPPLY' ? shipment.pickup : shipment.dropoff
  if (stored && storedPlace) {
    const contact = mayReadPerson(actor, stored) ? await deps.sealer.open<Contact>(stored.sealed) : null
    return { sealed: stored.sealed, place: storedPlace, contact, draft: null }
  }
  const known = await readDraft(deps, actor)
  const place = known?.draft.choices.ownPlace
  // Another session's draft came without what names a person: it must be typed, not taken over.
  if (!known?.contact || !place || known.draft.seatId !== actor.seatId || known.draft.sealedAddress === null)
    return null
  return { sealed: known.draft.sealedAddress, place, contact: known.contact, draft: known.draft }
}
