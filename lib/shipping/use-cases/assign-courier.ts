import type { Courier } from '../courier.ts'
import type { Shipment, ShippingDeps, ShippingStore, ShippingTx } from '../ports.ts'
import type { SentCourier, StoredCourier } from '../staff-act.ts'
import { beforeDelivery } from '../status.ts'

type Deps = { store: Pick<ShippingStore, 'sealedCourierOf'>; sealer: ShippingDeps['sealer'] }

/** Who comes for a shipment; null: nobody was named, it is over, or no key opens the name. */
export async function courierOf({ store, sealer }: Deps, shipmentId: string): Promise<Courier | null> {
  const sealed = await store.sealedCourierOf(shipmentId)
  return sealed === null ? null : await sealer.openOrNull<Courier>(sealed, { shipmentId })
}

/** Sends one of the business's couriers for a shipment that this transaction holds, in place of the one before. */
export async function sendCourier(
  tx: ShippingTx,
  sealer: ShippingDeps['sealer'],
  shipmentId: string,
  sent: SentCourier,
  at: Date,
): Promise<void> {
  await tx.setSentCourier(shipmentId, await sealSent(sealer, sent), at)
}

/** For a step that sends them: one write of the shipment in place of two. */
export async function sealSent(
  sealer: ShippingDeps['sealer'],
  { courierId, courier }: SentCourier,
): Promise<StoredCourier> {
  return { courierId, sealedCourier: courier === null ? null : await sealer.seal(courier) }
}

/**
 * Names who comes for a shipment that this transaction holds, in place of the one named before. False: they are named
 * already, or nobody comes for it: it waits for an answer, or is over.
 */
export async function assignCourier(
  tx: ShippingTx,
  sealer: ShippingDeps['sealer'],
  { id, state }: Pick<Shipment, 'id' | 'state'>,
  courier: Courier,
  at: Date,
): Promise<boolean> {
  if (!beforeDelivery.includes(state)) return false
  const known = await courierOf({ store: tx, sealer }, id)
  if (known?.name === courier.name && known.vehicle === courier.vehicle) return false
  const sealedCourier = await sealer.seal(courier)
  await tx.setCourier(id, sealedCourier, at)
  return true
}
