import type { ReceiveProofDeps } from '#lib/carrier/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { End, Shipment, ShipmentState, ShippingDeps } from '#lib/shipping/index.ts'
import type { RecordAudit, StaffActor } from '#lib/staff/index.ts'

/** Who acts on the courier's page. */
export type CourierActor = Pick<StaffActor, 'staffId' | 'role' | 'address'>

/** One end of a shipment with where that stands, read at one moment. */
export type OwnEnd = { shipmentId: string; state: ShipmentState; end: End; sealed: string }

/** Nothing of it is of a shipment that is sent to somebody else. */
export type CourierStopStore = {
  /** What is sent to this courier and not over, or over since then; the newest first. */
  shipmentsOf(staffId: string, endedSince: Date, limit: number): Promise<Shipment[]>
  /** Addresses of those of these shipments that are sent to this courier still. */
  endsOf(staffId: string, shipmentIds: readonly string[]): Promise<OwnEnd[]>
}

/** Inside one transaction. */
export type CourierTx = CourierStopStore & {
  recordAudit: RecordAudit
  /** Which of these this courier sees for the first time. */
  noteSights(staffId: string, ends: readonly Pick<OwnEnd, 'shipmentId' | 'end'>[], at: Date): Promise<typeof ends>
}

export type CourierDeps = {
  transaction<T>(work: (tx: CourierTx) => Promise<T>): Promise<T>
  shipping: ShippingDeps
  proofs: ReceiveProofDeps
  clock: Clock
  sealer: Sealer
}
