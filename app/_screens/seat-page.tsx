import { redirect, unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import type { Frame } from '#components/layout/page-shell.tsx'
import type { PageKind } from '#lib/figures/index.ts'
import type { OwnDraft } from '#lib/shipping/index.ts'
import { reportFault } from '#lib/web/redirect.ts'
import { type SeatVisit, shipmentHref, visitSeat } from '#lib/web/seat/visit.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { FormPlace } from './form-place.tsx'
import { frameOf } from './frame.ts'
import { Problem } from './problem.tsx'
import { userPage } from './user-page.tsx'

export type SeatPageContext = SeatVisit & { frame: Frame; query: Record<string, string> }

type PageProps = {
  params: Promise<Record<string, string>>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/**
 * A page of a seat, under the pattern of its route. Nothing below may throw at the user: without JavaScript a page that
 * throws is blank, so the fault page is drawn from here. Everything that can fail is awaited inside `render`.
 */
export function seatPage(
  page: PageKind,
  render: (here: SeatPageContext, params: Record<string, string>) => Promise<ReactNode>,
) {
  // A page, not a component made again on each render: Next calls it once per request.
  return async ({ params, searchParams }: PageProps): Promise<ReactNode> => {
    const given = await params
    const { seat = '' } = given
    const query = flat(await searchParams)
    return await userPage(page, async () => {
      try {
        const visit = await visitSeat(seat)
        if (!visit) return await Problem({ code: 'session_ended' })
        const frame = await frameOf({ id: visit.seat.id, side: visit.seat.side, itemTitle: visit.itemTitle })
        const page = await render({ ...visit, frame, query }, given)
        return <FormPlace session={visit.session}>{page}</FormPlace>
      } catch (error) {
        unstable_rethrow(error)
        return await faultScreen(error, seatHref(seat))
      }
    })
  }
}

const firstPage = '/s/[seat]'

export async function faultScreen(error: unknown, retryHref: string): Promise<ReactNode> {
  const incident = await reportFault(error)
  return await Problem({ code: 'fault', retryHref, seat: null, incident })
}

/**
 * A step of the booking: while the conversation has an open shipment there is nothing to book, and Back or a second
 * window lands on it.
 */
export function draftPage(
  page: PageKind,
  render: (here: SeatPageContext & { own: OwnDraft | null }) => Promise<ReactNode>,
) {
  return seatPage(page, async (here) => {
    const open = await here.openShipment()
    if (open) redirect(shipmentHref(here.base, open))
    // The first screen says why nothing is booked now; what was typed stays.
    if (page !== firstPage && !(await here.app.shipping.offers.takesBookings())) redirect(here.base)
    return await render({ ...here, own: await here.draft() })
  })
}

function flat(query: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
