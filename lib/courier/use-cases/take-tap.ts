import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import {
  type CarrierStatus,
  type CodeFault,
  type FailureReason,
  moveByCarrier,
  type ShipmentState,
} from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { CourierActor, CourierDeps } from '../ports.ts'
import { type Deed, steps } from '../stops.ts'

/** What a courier said at a stop. */
export type Tap = {
  /** Made where it was tapped: sent again, it counts once. */
  tapId: string
  trackingCode: string
  deed: Deed
  code: string | null
  /** Why it was not delivered. */
  reason: FailureReason | null
  /** How long ago that was: a phone without a network sends it later, and its clock may be wrong. */
  agoSeconds: number
}

export type Tapped =
  | { kind: 'done'; state: ShipmentState }
  /** Somebody was first, or it is over: where it stands. */
  | { kind: 'illegal'; state: ShipmentState }
  | { kind: 'code_refused'; fault: CodeFault }
  | { kind: 'no_reason' }
  /** It is sent to somebody else, or there is none. */
  | { kind: 'not_yours' }
  | { kind: 'not_allowed' }

export const isTapId = (text: string): boolean => /^[\w-]{8,64}$/.test(text)

/** Of one courier and one thing that they say: a page that is gone back to has the same id for another. */
export const tapKey = (staffId: string, deed: Deed | 'picture', tapId: string): string =>
  `courier ${staffId} ${deed} ${tapId}`

/**
 * Takes what a courier says of their own stop: by the same rules, codes and limits as the carrier's system, but for a reason to
 * go on without a code, which only the desk gives. However often a tap comes it counts once and has the same answer.
 */
export async function takeTap(
  { shipping }: Pick<CourierDeps, 'shipping'>,
  actor: CourierActor,
  tap: Tap,
): Promise<Tapped> {
  if (!mayDo(actor.role, 'stops.own')) return { kind: 'not_allowed' }
  const { staffId, role, address } = actor
  const { store, clock } = shipping
  const shipment = await store.shipmentByCode(tap.trackingCode)
  if (!shipment || (await store.courierIdOf(shipment.id)) !== staffId) return { kind: 'not_yours' }
  const callId = tapKey(staffId, tap.deed, tap.tapId)
  const before = await store.tapAnswer(callId)
  if (before === 'wrong') return { kind: 'code_refused', fault: 'wrong' }
  if (before === 'done') return { kind: 'done', state: shipment.state }
  const { from, to } = steps[tap.deed]
  if (tap.deed === 'failed' && tap.reason === null) return { kind: 'no_reason' }
  if (shipment.state !== from && shipment.state !== to) return { kind: 'illegal', state: shipment.state }
  const moved = await moveByCarrier(shipping, {
    callId,
    trackingCode: shipment.trackingCode,
    status: to satisfies CarrierStatus,
    occurredAt: addSeconds(clock(), -Math.min(Math.max(tap.agoSeconds, 0), daySeconds)),
    code: tap.code,
    reason: tap.reason,
    staff: { way: 'courier', staffId, role, address, isOwnStop: true },
  })
  switch (moved.kind) {
    case 'moved':
    case 'repeated':
      return { kind: 'done', state: moved.shipment.state }
    case 'illegal':
      return { kind: 'illegal', state: moved.shipment.state }
    case 'code_refused':
      return { kind: 'code_refused', fault: moved.fault }
    case 'not_found':
      return { kind: 'not_yours' }
  }
}
