import { addSeconds } from '#lib/kernel/clock.ts'

/** Where a shipment stands: what leads from one to the next is `transitions`, who hears of it the use cases. */
export const shipmentStates = [
  'proposed',
  'accepted',
  'assigned',
  'picked_up',
  'delivery_failed',
  'rejected',
  'cancelled',
  'expired',
  'delivered',
  'returned',
] as const

export type ShipmentState = (typeof shipmentStates)[number]

/** What moves it on. */
export const shipmentEvents = [
  'accept',
  'reject',
  'amend',
  'cancel',
  'give_up',
  'expire',
  'lapse',
  'assign',
  'pick_up',
  'deliver',
  'fail',
  'return',
] as const

export type ShipmentEvent = (typeof shipmentEvents)[number]

/** Who acts: the side that proposed, the other side, the carrier, or time itself. */
export type ActorRole = 'proposer' | 'other' | 'carrier' | 'clock'

export type Transition = {
  from: ShipmentState
  event: ShipmentEvent
  to: ShipmentState
  by: ActorRole | 'either'
}

/** Every step a shipment can take; there is no other. */
export const transitions: readonly Transition[] = [
  { from: 'proposed', event: 'accept', to: 'accepted', by: 'other' },
  { from: 'proposed', event: 'reject', to: 'rejected', by: 'other' },
  // The corrected proposal goes back to its proposer: the two sides change places.
  { from: 'proposed', event: 'amend', to: 'proposed', by: 'other' },
  { from: 'proposed', event: 'cancel', to: 'cancelled', by: 'proposer' },
  { from: 'proposed', event: 'expire', to: 'expired', by: 'clock' },
  { from: 'accepted', event: 'lapse', to: 'expired', by: 'clock' },
  { from: 'assigned', event: 'lapse', to: 'expired', by: 'clock' },
  { from: 'picked_up', event: 'lapse', to: 'expired', by: 'clock' },
  { from: 'delivery_failed', event: 'lapse', to: 'expired', by: 'clock' },
  { from: 'accepted', event: 'assign', to: 'assigned', by: 'carrier' },
  { from: 'accepted', event: 'cancel', to: 'cancelled', by: 'either' },
  { from: 'accepted', event: 'give_up', to: 'cancelled', by: 'carrier' },
  { from: 'assigned', event: 'give_up', to: 'cancelled', by: 'carrier' },
  { from: 'assigned', event: 'pick_up', to: 'picked_up', by: 'carrier' },
  { from: 'assigned', event: 'cancel', to: 'cancelled', by: 'either' },
  { from: 'picked_up', event: 'deliver', to: 'delivered', by: 'carrier' },
  { from: 'picked_up', event: 'fail', to: 'delivery_failed', by: 'carrier' },
  { from: 'delivery_failed', event: 'pick_up', to: 'picked_up', by: 'carrier' },
  { from: 'delivery_failed', event: 'return', to: 'returned', by: 'carrier' },
]

export type StepResult =
  | { ok: true; to: ShipmentState }
  | { ok: false; reason: 'wrong_state' | 'not_allowed'; current: ShipmentState }

/**
 * The state that `event` leads to. `wrong_state`: nobody can do this now; `not_allowed`: somebody else can. A stale tap
 * gets the `current` state to show.
 */
export function step(state: ShipmentState, event: ShipmentEvent, actor: ActorRole): StepResult {
  const row = transitions.find((transition) => transition.from === state && transition.event === event)
  if (!row) return { ok: false, reason: 'wrong_state', current: state }
  const sideMay = row.by === 'either' && (actor === 'proposer' || actor === 'other')
  return sideMay || row.by === actor ? { ok: true, to: row.to } : { ok: false, reason: 'not_allowed', current: state }
}

/** Whether nothing can follow. */
export const isFinal = (state: ShipmentState): boolean => !transitions.some((transition) => transition.from === state)

/** Whether it keeps its conversation busy: one open shipment per conversation. */
export const isOpen = (state: ShipmentState): boolean => !isFinal(state)

/** Where the parcel is still to be collected, and where it is still to be delivered. */
export const beforePickup: readonly ShipmentState[] = ['accepted', 'assigned']
export const beforeDelivery: readonly ShipmentState[] = [...beforePickup, 'picked_up', 'delivery_failed']

/** What the carrier's system may say of a shipment, and the step that it means. */
export const carrierEvents = {
  assigned: 'assign',
  picked_up: 'pick_up',
  delivered: 'deliver',
  delivery_failed: 'fail',
  returned: 'return',
  // The carrier gives up what it has not collected.
  cancelled: 'give_up',
} as const satisfies Partial<Record<ShipmentState, ShipmentEvent>>

export type CarrierStatus = keyof typeof carrierEvents

export const carrierStatuses = Object.keys(carrierEvents) as CarrierStatus[]

/** Where a shipment is the carrier's to know of, and not over. */
export const carrierStates = ['accepted', 'assigned', 'picked_up', 'delivery_failed'] as const satisfies ShipmentState[]

/** Why a side does not want a proposal. `counter_proposal`: it proposes from its own end instead. */
export const rejectReasons = ['price', 'time', 'other_way', 'not_agreed', 'other', 'counter_proposal'] as const

export type RejectReason = (typeof rejectReasons)[number]

/** Why a side cancels. `erased`: it had its data erased. */
export const cancelReasons = ['changed_mind', 'other_way', 'wrong_data', 'too_slow', 'other', 'erased'] as const

export type CancelReason = (typeof cancelReasons)[number]

/** Why the clock ends what was accepted: of its next step nobody told. */
export type LapseReason = 'no_news'

/** How long after its last step. The operator hears of it at the half. */
export const silence = { worthALookDays: 14, lapsesDays: 30 } as const

/** Hours after the proposal. */
const deadlines = { proposalReminderHours: 24, proposalExpiresHours: 48 } as const

/** When the other side is reminded of a proposal, and when it lapses. */
export function proposalDeadlines(proposedAt: Date): { remindAt: Date; expiresAt: Date } {
  return {
    remindAt: addSeconds(proposedAt, deadlines.proposalReminderHours * 3600),
    expiresAt: addSeconds(proposedAt, deadlines.proposalExpiresHours * 3600),
  }
}
