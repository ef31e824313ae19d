import { redirect } from 'next/navigation'
import { seatPage, shipmentHref } from '#app/_screens/seat-page.tsx'
import { Permission } from '#components/shipping/permission.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { prepareProposal } from '#lib/shipping/index.ts'
import { bookSilently } from '../book.ts'

export default seatPage(async ({ app, seat, actor, frame, base, openShipment }) => {
  const screen = { frame, grantHref: `${base}/consent`, initial: emptyForm }
  const open = await openShipment()
  if (open) {
    if (!mayAnnounce(open, seat.side)) redirect(shipmentHref(base, open))
    return <Permission {...screen} backHref={shipmentHref(base, open)} bookSilently={null} />
  }
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { draft, fingerprint } = prepared.proposal
  const shown = { trackingCode: draft.trackingCode, fingerprint }
  return <Permission {...screen} backHref={`${base}/review`} bookSilently={bookSilently.bind(null, seat.id, shown)} />
})

const mayAnnounce = (shipment: { announced: boolean; proposerSide: string; state: string }, side: string) =>
  !shipment.announced && shipment.proposerSide === side && shipment.state === 'proposed'
