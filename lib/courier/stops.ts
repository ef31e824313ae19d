import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { type End, openAppointment, type Shipment, type ShipmentState } from '#lib/shipping/index.ts'

/** What a courier says of a stop. `tried_again`: they set out once more with what was not delivered. */
export const deeds = ['picked_up', 'delivered', 'failed', 'tried_again', 'returned'] as const

export type Deed = (typeof deeds)[number]

type OnTheWay = 'assigned' | 'picked_up' | 'delivery_failed'

/** From where to where each leads, by the state table. */
export const steps = {
  picked_up: { from: 'assigned', to: 'picked_up' },
  delivered: { from: 'picked_up', to: 'delivered' },
  failed: { from: 'picked_up', to: 'delivery_failed' },
  tried_again: { from: 'delivery_failed', to: 'picked_up' },
  returned: { from: 'delivery_failed', to: 'returned' },
} as const satisfies Record<Deed, { from: OnTheWay; to: ShipmentState }>

/** What may be said at an end, by where the shipment stands; an end that is not there is no stop (any more). */
export const deedsAt: Record<OnTheWay, Partial<Record<End, readonly Deed[]>>> = {
  // To the buyer the way leads over the seller.
  assigned: { pickup: ['picked_up'], dropoff: [] },
  picked_up: { dropoff: ['delivered', 'failed'] },
  // Either once more to the buyer, or back.
  delivery_failed: { dropoff: ['tried_again'], pickup: ['returned'] },
}

const isOnTheWay = (state: ShipmentState): state is OnTheWay => state in deedsAt

/** The ends at which the courier is expected: their contacts are shown to who is sent, from the assignment to the end of that stop. */
export function openEnds(state: ShipmentState): End[] {
  return isOnTheWay(state) ? (Object.keys(deedsAt[state]) as End[]) : []
}

/** When a stop is due. `isLater`: not before tomorrow. */
export type Due = { at: Date | null; isLater: boolean }

/** A pickup is due with the end of its window; what nobody promised comes last. */
export function dueOf(
  shipment: Pick<Shipment, 'state' | 'pickupWindow' | 'promisedAt'>,
  end: End,
  dayBegan: Date,
): Due {
  const { pickupWindow, promisedAt } = openAppointment({ ...shipment, delayReason: null })
  const window = shipment.state === 'assigned' ? pickupWindow : null
  const isLater = window !== null && window.from >= addSeconds(dayBegan, daySeconds)
  return { at: end === 'pickup' ? (window?.to ?? promisedAt) : promisedAt, isLater }
}

type Ordered = { due: Due; end: End; trackingCode: string }

/** In the order in which they are due; of one moment, what is to be collected first. */
export const inOrder = (one: Ordered, other: Ordered): number =>
  (one.due.at?.getTime() ?? Infinity) - (other.due.at?.getTime() ?? Infinity) ||
  Number(one.end === 'dropoff') - Number(other.end === 'dropoff') ||
  one.trackingCode.localeCompare(other.trackingCode)
