import type { DelayReason } from './carrier-reasons.ts'
import { beforeDelivery, beforePickup, type ShipmentState } from './status.ts'

/** A span of time in which the courier comes to the seller; `to` is no longer part of it. */
export type PickupWindow = { from: Date; to: Date }

/** A window on offer, and by when a parcel collected in it is delivered; null: the service promises no time. */
export type PickupOption = { window: PickupWindow; promisedAt: Date | null }

/**
 * When a shipment is collected, and by when it is delivered. Null: nobody has said. `delayReason`: why the carrier moved
 * that last, where it did and said why.
 */
export type Appointment = {
  pickupWindow: PickupWindow | null
  promisedAt: Date | null
  delayReason: DelayReason | null
}

export const noAppointment: Appointment = { pickupWindow: null, promisedAt: null, delayReason: null }

/**
 * The appointment that a choice makes: of the window that begins at `from`, or, where nobody chose, of the earliest. A
 * service without windows makes none. Null: the chosen window is no longer on offer.
 */
export function chooseWindow(options: readonly PickupOption[], from: Date | null): Appointment | null {
  const chosen = from === null ? options[0] : options.find(({ window }) => window.from.getTime() === from.getTime())
  if (chosen) return { ...noAppointment, pickupWindow: chosen.window, promisedAt: chosen.promisedAt }
  return from === null ? noAppointment : null
}

/** What of an appointment is still to come: the window until the parcel is collected, the promise until it is delivered. */
export function openAppointment({ state, ...appointment }: Appointment & { state: ShipmentState }): Appointment {
  const pickupWindow = beforePickup.includes(state) ? appointment.pickupWindow : null
  const promisedAt = beforeDelivery.includes(state) ? appointment.promisedAt : null
  return { pickupWindow, promisedAt, delayReason: (pickupWindow ?? promisedAt) && appointment.delayReason }
}

/** The appointment as the carrier moves it, as far as that is still to come; null: nothing changes. */
export function movedAppointment(
  state: ShipmentState,
  appointment: Appointment,
  change: { eta: Date | null; window: PickupWindow | null; reason: DelayReason | null },
): Appointment | null {
  const { pickupWindow, promisedAt } = appointment
  const window = beforePickup.includes(state) ? change.window : null
  const eta = beforeDelivery.includes(state) ? change.eta : null
  const isNewWindow = window !== null && !isSameWindow(window, pickupWindow)
  const isNewPromise = eta !== null && eta.getTime() !== promisedAt?.getTime()
  if (!isNewWindow && !isNewPromise) return null
  return { pickupWindow: window ?? pickupWindow, promisedAt: eta ?? promisedAt, delayReason: change.reason }
}

const isSameWindow = (one: PickupWindow, other: PickupWindow | null) =>
  one.from.getTime() === other?.from.getTime() && one.to.getTime() === other.to.getTime()
