import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { DraftChoices, Shipment, ShippingStore, ShippingTx } from '../ports.ts'
import { draftSeconds, keptSeatId } from './draft.ts'

/**
 * A proposal that ends unanswered, rejected or cancelled becomes its proposer's draft for a day, so that they propose again
 * without typing. Its address goes along as it is sealed, and only who typed it may see it. Called before addresses go.
 */
export async function keepAsDraft(tx: ShippingTx, shipment: Shipment, at: Date): Promise<void> {
  const { conversationId, proposerSide: side, trackingCode } = shipment
  const address = await tx.addressOf(shipment.id, side)
  if (!address) return
  const { typedBySessionId, typedByDivarUserId, sealed } = address
  await tx.insertDraft({
    ...{ id: newId(), seatId: keptSeatId(shipment.id), conversationId, side, typedBySessionId, typedByDivarUserId },
    trackingCode,
    choices: choicesOf(shipment, side),
    sealedAddress: sealed,
    version: 1,
    createdAt: at,
    updatedAt: at,
    dueAt: addSeconds(at, draftSeconds),
  })
}

function choicesOf(shipment: Shipment, side: Side): DraftChoices {
  const { parcel, declaredValueToman, service, payer, itemTitle, pickup, dropoff } = shipment
  const [ownPlace, otherPlace] = side === 'SUPPLY' ? [pickup, dropoff] : [dropoff, pickup]
  // Where the item is, Divar says again.
  const known = { parcel, declaredValueToman, service, payer, itemTitle, ownPlace, otherPlace }
  return { ...known, cityInMind: null, postPlace: null }
}

/** Until when an ended proposal is kept as a draft; null where it is not, any more. */
export async function keptUntil(
  { draftOfSeat }: Pick<ShippingStore, 'draftOfSeat'>,
  shipmentId: string,
  now: Date,
): Promise<Date | null> {
  const kept = await draftOfSeat(keptSeatId(shipmentId))
  return kept && kept.dueAt > now ? kept.dueAt : null
}
