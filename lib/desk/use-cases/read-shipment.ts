import {
  type Appointment,
  type CarrierStatus,
  type Contact,
  carrierEvents,
  carrierStatuses,
  openAppointment,
  type Quote,
  type Shipment,
  type ShippingDeps,
  step,
} from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { type MaskedContact, mask } from '../mask.ts'
import type { DeskActor, DeskDeps, DeskStep } from '../ports.ts'
import { type ShownRow, shownRow } from './read-queue.ts'

/** A shipment on the desk. Of both ends no more than is masked; null: no address stands there (any more). */
export type DeskShipment = {
  kind: 'shipment'
  row: ShownRow
  parcel: Shipment['parcel']
  quote: Quote
  appointment: Appointment
  reason: Shipment['reason']
  steps: DeskStep[]
  pickup: MaskedContact | null
  dropoff: MaskedContact | null
  /** What it may be moved to, by the state table. */
  next: CarrierStatus[]
}

export async function readShipment(
  deps: Pick<DeskDeps, 'store' | 'shipping' | 'clock' | 'sealer'>,
  actor: DeskActor,
  trackingCode: string,
): Promise<DeskShipment | { kind: 'not_found' } | { kind: 'not_allowed' }> {
  if (!mayDo(actor.role, 'queue.read')) return { kind: 'not_allowed' }
  const [row] = await deps.store.byCodes([trackingCode])
  const shipment = row && (await deps.shipping.store.shipmentById(row.id))
  if (!row || !shipment) return { kind: 'not_found' }
  const { id, state } = shipment
  return {
    kind: 'shipment',
    row: shownRow(row, deps.clock()),
    parcel: shipment.parcel,
    quote: shipment.quote,
    appointment: openAppointment(shipment),
    reason: shipment.reason,
    steps: await deps.store.stepsOf(id),
    pickup: await maskedEnd(deps, id, 'SUPPLY'),
    dropoff: await maskedEnd(deps, id, 'DEMAND'),
    next: carrierStatuses.filter((status) => step(state, carrierEvents[status], 'carrier').ok),
  }
}

async function maskedEnd(
  { shipping, sealer }: { shipping: Pick<ShippingDeps, 'store'>; sealer: DeskDeps['sealer'] },
  shipmentId: string,
  side: 'SUPPLY' | 'DEMAND',
): Promise<MaskedContact | null> {
  const address = await shipping.store.addressOf(shipmentId, side)
  return address && mask(await sealer.open<Contact>(address.sealed))
}
