import type { CarrierStatus } from './status.ts'

/** Why a delivery failed. */
export const failureReasons = [
  'nobody_home',
  'not_reachable',
  'wrong_address',
  'refused',
  'not_paid',
  'asked_for_later',
  'other',
] as const

export type FailureReason = (typeof failureReasons)[number]

/** Null: it says nothing of a failure. */
export const failureReasonOf = (reason: string | null | undefined): FailureReason | null =>
  failureReasons.find((one) => one === reason) ?? null

/** Why the carrier gives up what it has not collected. None is a side's reason, so that it says who gave up, too. */
export const giveUpReasons = [
  'no_courier',
  'out_of_reach',
  'sender_not_reachable',
  'not_ready',
  'parcel_differs',
  'forbidden_goods',
  'cannot_carry',
] as const

export type GiveUpReason = (typeof giveUpReasons)[number]

/** Why the carrier moved what it had promised. */
export const delayReasons = [
  'traffic',
  'weather',
  'many_orders',
  'vehicle',
  'sender_asked',
  'receiver_asked',
  'other',
] as const

export type DelayReason = (typeof delayReasons)[number]

export type CarrierReason = FailureReason | GiveUpReason | DelayReason

/** The reasons that the carrier may give with this status; null: with a promise that moves without a step. */
export function carrierReasons(status: CarrierStatus | null): readonly CarrierReason[] {
  if (status === 'delivery_failed') return failureReasons
  return status === 'cancelled' ? giveUpReasons : delayReasons
}
