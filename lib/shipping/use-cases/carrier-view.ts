import type { Courier } from '../courier.ts'
import type { Contact, Shipment, ShipmentStep, ShippingDeps } from '../ports.ts'
import { carrierStates, type ShipmentState } from '../status.ts'
import { courierOf } from './assign-courier.ts'

/** A shipment as the carrier needs it: with both addresses, as far as they still stand and a key opens them. For the carrier alone. */
export type CarrierView = {
  shipment: Shipment
  steps: ShipmentStep[]
  pickup: Contact | null
  dropoff: Contact | null
  /** Whom the carrier named. */
  courier: Courier | null
}

export async function carrierView(
  deps: Pick<ShippingDeps, 'store' | 'sealer'>,
  shipment: Shipment,
): Promise<CarrierView> {
  const contact = async (side: 'SUPPLY' | 'DEMAND') => {
    const address = await deps.store.addressOf(shipment.id, side)
    return address && (await deps.sealer.openOrNull<Contact>(address.sealed, { shipmentId: shipment.id }))
  }
  const steps = await deps.store.stepsOf(shipment.id)
  const courier = await courierOf(deps, shipment.id)
  return { shipment, steps, pickup: await contact('SUPPLY'), dropoff: await contact('DEMAND'), courier }
}

const maxAtOnce = 100

/** What is the carrier's to know of and not over, by tracking code after `after`; `next` is where to go on, if there is more. */
export async function shipmentsOfCarrier(
  deps: Pick<ShippingDeps, 'store' | 'sealer'>,
  input: { states: readonly ShipmentState[] | null; after: string | null },
): Promise<{ views: CarrierView[]; next: string | null }> {
  const found = await deps.store.shipmentsIn(input.states ?? carrierStates, input.after, maxAtOnce + 1)
  const shown = found.slice(0, maxAtOnce)
  const views = await Promise.all(shown.map(async (shipment) => await carrierView(deps, shipment)))
  return { views, next: found.length > maxAtOnce ? (shown.at(-1)?.trackingCode ?? null) : null }
}
