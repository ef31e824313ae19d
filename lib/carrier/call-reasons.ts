import type {
  CarrierReason,
  CarrierStatus,
  DelayReason,
  FailureReason,
  GiveUpReason,
  OverrideReason,
} from '#lib/shipping/index.ts'

/** As the shipping domain has them. */
const failures = [
  'nobody_home',
  'not_reachable',
  'wrong_address',
  'refused',
  'not_paid',
  'asked_for_later',
  'other',
] as const satisfies FailureReason[]
const delays = [
  'traffic',
  'weather',
  'many_orders',
  'vehicle',
  'sender_asked',
  'receiver_asked',
  'other',
] as const satisfies DelayReason[]
export const overrides = [
  'code_not_known',
  'identity_checked',
  'agreed_by_phone',
  'other',
] as const satisfies OverrideReason[]

export const givingUp = [
  'no_courier',
  'out_of_reach',
  'sender_not_reachable',
  'not_ready',
  'parcel_differs',
  'forbidden_goods',
  'cannot_carry',
] as const satisfies GiveUpReason[]

/** The reasons that a call may give with this status; null: with a promise that moves without a step. */
export function callReasons(status: CarrierStatus | null): readonly CarrierReason[] {
  if (status === 'delivery_failed') return failures
  return status === 'cancelled' ? givingUp : delays
}
