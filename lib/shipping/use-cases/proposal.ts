import { newId } from '#lib/kernel/ids.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Announcement } from '../announcement.ts'
import { declaredValueOf } from '../declared-value.ts'
import { fingerprintOf, stamped } from '../fingerprint.ts'
import { mustConfirm } from '../parcel.ts'
import type { Place } from '../place.ts'
import type { Actor, Contact, Draft, DraftChoices, Shipment, ShippingDeps } from '../ports.ts'
import { noAppointment } from '../promise.ts'
import { type Quote, quote } from '../quote.ts'
import { proposalDeadlines } from '../status.ts'
import type { Tariff } from '../tariff.ts'
import { readDraft } from './draft.ts'

/** `what`: parcel, place, service and payer, which one screen asks. */
export type DraftPart = 'what' | 'address'

/** The two ends of a delivery: pickup is at the seller, dropoff at the buyer. An end that nobody named yet is null. */
export function endsOf(side: Side, choices: DraftChoices): { pickup: Place | null; dropoff: Place | null } {
  return side === 'SUPPLY'
    ? { pickup: choices.ownPlace, dropoff: choices.otherPlace }
    : { pickup: choices.postPlace ?? choices.otherPlace, dropoff: choices.ownPlace }
}

export type Proposal = {
  shipment: Shipment
  announcement: Announcement
  /** Changes whenever anything that the user was shown changes. */
  fingerprint: string
  draft: Draft
  contact: Contact
}

export type ProposalResult = { ok: true; proposal: Proposal } | { ok: false; part: DraftPart }

/** The first part of a draft that lacks something. */
export function missingPart(side: Side, choices: DraftChoices, hasContact: boolean): DraftPart | null {
  const { parcel, ownPlace, service, payer } = choices
  if (!parcel || !ownPlace || !service || !payer || mustConfirm(side, parcel)) return 'what'
  return hasContact ? null : 'address'
}

/** The part to go to next: the first that lacks something, or whose choice no longer fits; null when all is said. */
export function nextPart(tariff: Tariff, side: Side, choices: DraftChoices, hasContact: boolean) {
  const missing = missingPart(side, choices, hasContact)
  // A service that no longer fits comes before an address: it is asked on the screen before it.
  return missing !== 'what' && !draftQuote(tariff, side, choices) ? 'what' : missing
}

/** The price of a draft as far as it is known; null while a part is missing or the service cannot carry it. */
export function draftQuote(tariff: Tariff, side: Side, choices: DraftChoices): Quote | null {
  if (!choices.parcel || !choices.service) return null
  const result = quote({ tariff, parcel: choices.parcel, service: choices.service, ...endsOf(side, choices) })
  return 'reason' in result ? null : result
}

/**
 * The shipment and the chat message that a draft would become, exactly: the draft owns the tracking code already. The
 * highest price of the quote is what the proposer agrees to. May ask for city names; writes nothing.
 */
export async function prepareProposal(
  deps: Pick<ShippingDeps, 'store' | 'clock' | 'sealer' | 'offers' | 'wording'>,
  actor: Actor,
  shownAt: Date = deps.clock(),
): Promise<ProposalResult> {
  const known = await readDraft(deps, actor)
  if (!known || known.draft.seatId !== actor.seatId) return { ok: false, part: 'what' }
  const { draft, contact } = known
  const { parcel, service, payer } = draft.choices
  const missing = missingPart(actor.side, draft.choices, contact !== null)
  const price = draftQuote(await deps.offers.current(), actor.side, draft.choices)
  if (missing || !parcel || !contact || !service || !payer) return { ok: false, part: missing ?? 'what' }
  if (!price) return { ok: false, part: 'what' }
  const now = deps.clock()
  const { remindAt, expiresAt } = proposalDeadlines(shownAt)
  const shipment: Shipment = {
    id: newId(),
    trackingCode: draft.trackingCode,
    conversationId: actor.conversationId,
    postToken: actor.postToken,
    itemTitle: draft.choices.itemTitle,
    proposerSide: actor.side,
    state: 'proposed',
    // A buyer has not seen the thing; what they once confirmed, or took over from the seller, counts for nothing.
    parcel: actor.side === 'SUPPLY' ? parcel : { ...parcel, forbiddenAccepted: false },
    service,
    payer,
    quote: price,
    priceLimitToman: price.max,
    declaredValueToman: declaredValueOf(draft.choices),
    ...endsOf(actor.side, draft.choices),
    ...noAppointment,
    announced: false,
    grantId: null,
    otherGrantId: null,
    reason: null,
    createdAt: now,
    updatedAt: now,
    dueAt: expiresAt,
    remindAt,
    endedAt: null,
  }
  const announcement = await deps.wording.announce('proposed', shipment)
  const { declaredValueToman } = shipment
  const fingerprint = fingerprintOf(announcement, { sealedAddress: draft.sealedAddress, declaredValueToman })
  return { ok: true, proposal: { shipment, announcement, fingerprint: stamped(fingerprint, shownAt), draft, contact } }
}
