import type { ReactNode } from 'react'
import { Problem } from './problem.tsx'
import type { SeatPageContext } from './seat-page.tsx'

/** The dead ends of a shipment's pages: none of this conversation's, or the other side's to do. */
export async function ShipmentProblem({
  here,
  found,
}: {
  here: Pick<SeatPageContext, 'seat' | 'itemTitle'>
  found: { kind: 'not_found' } | { kind: 'wrong_side'; code: string }
}): Promise<ReactNode> {
  const shipment = found.kind === 'wrong_side' ? found.code : null
  return await Problem({ code: found.kind, shipment, seat: { ...here.seat, itemTitle: here.itemTitle } })
}
