import { type DraftPart, parseTrackingCode, type Shipment } from '#lib/shipping/index.ts'

// What somebody wanted who must prove first that they are their side's person. A seat that may not act is led to the
// permission screen, and from there on to that.

const pages = ['address', 'accept', 'reject', 'cancel', 'problem', 'announce'] as const

/** A page of a shipment, the shipment itself, erasing one's data, or starting a booking over. */
export type Wanted = (typeof pages)[number] | 'shipment' | 'erase' | 'anew'

type Code = Pick<Shipment, 'trackingCode'> | null

/** Where a part of the draft is; null: all is said, and the review is next. */
export const partHref = (base: string, part: DraftPart | null): string =>
  part === 'what' ? base : `${base}/${part ?? 'review'}`

/** The screen that asks for the proof. */
export const proveHref = (base: string, wanted: Wanted, shipment: Code): string =>
  `${base}/permission${wantedQuery({ shipment: shipment?.trackingCode ?? null, next: wanted })}`

/** The permission screen, asked again; `next` is what the address of a dead end says. */
export function permissionHref(base: string, { shipment, next }: { shipment: string | null; next: string | null }) {
  const code = shipment === null ? null : { trackingCode: shipment }
  const goesOn = wantedPath(base, next, code) === null ? null : next
  return `${base}/permission${wantedQuery({ shipment, next: goesOn })}`
}

/** Where a word of an address leads: always a page of this seat. Null: it says nothing. */
export function wantedPath(base: string, wanted: string | null | undefined, shipment: Code): string | null {
  if (wanted === 'erase') return `${base}/erase`
  if (wanted === 'anew') return base
  if (!shipment) return null
  const href = `${base}/shipment/${shipment.trackingCode}`
  if (wanted === 'shipment') return href
  return pages.some((page) => page === wanted) ? `${href}/${wanted}` : null
}

/** How an address names what was wanted, for the permission screen and for those that a permission may end on instead. */
export function wantedQuery({ shipment, next }: { shipment: string | null; next: string | null }): string {
  const query = [shipment && `shipment=${shipment}`, next && `next=${next}`].filter(Boolean).join('&')
  return query && `?${query}`
}

/** The shipment that an address names, by its tracking code. */
export const shipmentOf = (code: string | undefined): string | null => parseTrackingCode(code ?? '')
