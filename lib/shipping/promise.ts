/** A span of time in which the courier comes to the seller; `to` is no longer part of it. */
export type PickupWindow = { from: Date; to: Date }

/** A window on offer, and by when a parcel collected in it is delivered; null: the service promises no time. */
export type PickupOption = { window: PickupWindow; promisedAt: Date | null }

/** When a shipment is collected, and by when it is delivered. Null: nobody has said. */
export type Appointment = { pickupWindow: PickupWindow | null; promisedAt: Date | null }

export const noAppointment: Appointment = { pickupWindow: null, promisedAt: null }

/**
 * The appointment that a choice makes: of the window that begins at `from`, or, where nobody chose, of the earliest. A
 * service without windows makes none. Null: the chosen window is no longer on offer.
 */
export function chooseWindow(options: readonly PickupOption[], from: Date | null): Appointment | null {
  const chosen = from === null ? options[0] : options.find(({ window }) => window.from.getTime() === from.getTime())
  if (chosen) return { pickupWindow: chosen.window, promisedAt: chosen.promisedAt }
  return from === null ? noAppointment : null
}
