import type { End, Shipment } from '#lib/shipping/index.ts'

/** What is printed of shipments one by one: a label on its own sheet, four labels on an A4, a waybill. */
export const paperKinds = ['label', 'labels_a4', 'waybill'] as const

export type PaperKind = (typeof paperKinds)[number]

/**
 * Which ends stand in full on a paper. A label travels with the parcel to the buyer, who is never shown where the seller is; the
 * halves of a waybill are cut apart, one for each side.
 */
export const endsOn: Record<PaperKind, readonly End[]> = {
  label: ['dropoff'],
  labels_a4: ['dropoff'],
  waybill: ['pickup', 'dropoff'],
}

/** So long is what was printed shown again to who printed it. */
export const printSeconds = 15 * 60

/** How an entry of the audit says what a shipment was printed on, and with which others. */
export const writePrint = (what: string, printId: string): string => `${what} ${printId}`

/** What an entry's detail says, if it is of this print. */
export function readPrint(detail: string | null, printId: string): string | null {
  const end = ` ${printId}`
  return detail?.endsWith(end) ? detail.slice(0, -end.length) : null
}

/** A shipment as its papers need it. Of both ends what is sealed; null: no address stands there (any more). */
export type PaperRow = Pick<
  Shipment,
  | 'id'
  | 'trackingCode'
  | 'state'
  | 'service'
  | 'payer'
  | 'parcel'
  | 'pickup'
  | 'dropoff'
  | 'pickupWindow'
  | 'promisedAt'
  | 'createdAt'
> & { priceToman: number; sealed: Record<End, string | null> }
