import type { Payer } from './payer.ts'
import type { ShipmentState } from './status.ts'

type Step = { state: ShipmentState; at: Date }

/**
 * When the fare was paid, as the timeline has it: by the seller when the parcel was collected, by the buyer when it was
 * delivered; null: nobody has paid yet.
 */
export function paidAt(payer: Payer, steps: readonly Step[]): Date | null {
  const state = payer === 'seller' ? 'picked_up' : 'delivered'
  return steps.find((step) => step.state === state)?.at ?? null
}
