import 'server-only'
import type { Seated } from './session.ts'
import { mayAnnounce, shipmentMessages } from './shipment-messages.ts'
import { shipmentHref } from './visit.ts'

/**
 * Where a permission leads: on with the booking, or, where it is given for a shipment, to what it was wanted for. Always
 * a page of this seat.
 */
export async function returnPath(here: Seated, trackingCode: string): Promise<string> {
  const base = `/s/${here.seat.id}`
  const found = await shipmentMessages(here, trackingCode)
  if (!found) return `${base}/preview`
  const { shipment, role } = found.view
  const href = shipmentHref(base, shipment)
  if (mayAnnounce(found)) return `${href}/announce`
  return role === 'other' && shipment.state === 'proposed' ? `${href}/accept` : href
}

/** The shipment that such a page is about, as a query for the pages that a permission may end on instead. */
export function shipmentQuery(path: string): string {
  const code = /\/shipment\/(\w+)/.exec(path)?.[1]
  return code ? `?shipment=${code}` : ''
}
