import type { CarrierCall } from '../carrier-call.ts'
import type { TapAnswer } from '../courier-tap.ts'
import type { ShippingTx } from '../ports.ts'

/** `theirs`: it may go on, so far; an answer: the same tap came before. */
export type OwnStop = 'theirs' | 'not_theirs' | TapAnswer

/**
 * Whether a courier's tap may move a shipment that this transaction holds: it is sent to them still, and the tap is new. Every
 * other call may.
 */
export async function ownStop(
  tx: Pick<ShippingTx, 'courierIdOf' | 'tapAnswer'>,
  shipmentId: string,
  { staff, callId }: CarrierCall,
): Promise<OwnStop> {
  if (!staff?.isOwnStop) return 'theirs'
  if ((await tx.courierIdOf(shipmentId)) !== staff.staffId) return 'not_theirs'
  return (await tx.tapAnswer(callId)) ?? 'theirs'
}

/** Keeps what a tap came to, in the transaction of that. */
export async function keepTap(
  tx: Pick<ShippingTx, 'keepTap'>,
  shipmentId: string,
  { callId: id }: Pick<CarrierCall, 'callId'>,
  answer: TapAnswer,
  at: Date,
): Promise<void> {
  await tx.keepTap({ id, shipmentId, answer, at })
}
