import type { Payer } from './payer.ts'
import type { ShipmentState } from './status.ts'

/** The seller's end of a delivery, or the buyer's. */
export type End = 'pickup' | 'dropoff'

/** Whether the fare is taken at that end. A parcel that comes back was paid for when it was handed over. */
export const isPaidAt = (end: End, { payer, state }: { payer: Payer; state: ShipmentState }): boolean =>
  (payer === 'seller') === (end === 'pickup') && !(end === 'pickup' && state === 'delivery_failed')

type Step = { state: ShipmentState; at: Date }

/**
 * When the fare was paid, as the timeline has it: by the seller when the parcel was collected, by the buyer when it was
 * delivered; null: nobody has paid yet.
 */
export function paidAt(payer: Payer, steps: readonly Step[]): Date | null {
  const state = payer === 'seller' ? 'picked_up' : 'delivered'
  return steps.find((step) => step.state === state)?.at ?? null
}
