import 'server-only'
import type { Seated } from './session.ts'
import { mayAnnounce, shipmentMessages } from './shipment-messages.ts'
import { shipmentHref } from './visit.ts'
import { wantedPath } from './wanted.ts'

/**
 * Where a permission leads: to what its address names, on with the booking, or, where it is given for a shipment, to what
 * it was wanted for. Always a page of this seat.
 */
export async function returnPath(here: Seated, trackingCode: string, wanted: string | null): Promise<string> {
  const base = `/s/${here.seat.id}`
  const found = await shipmentMessages(here, trackingCode)
  const named = wantedPath(base, wanted, found?.view.shipment ?? null)
  if (named) return named
  if (!found) return `${base}/preview`
  const { shipment, role } = found.view
  const href = shipmentHref(base, shipment)
  if (mayAnnounce(found)) return `${href}/announce`
  return role === 'other' && shipment.state === 'proposed' ? `${href}/accept` : href
}
