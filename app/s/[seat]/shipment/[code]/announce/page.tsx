import { redirect } from 'next/navigation'
import { Problem } from '#app/_screens/problem.tsx'
import { seatPage, shipmentHref } from '#app/_screens/seat-page.tsx'
import { Preview } from '#components/shipping/preview.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { prepareAnnouncement, viewShipment } from '#lib/shipping/index.ts'
import { captionsOf } from '#lib/web/button-captions.ts'
import { announceNow } from '../../../book.ts'

export default seatPage(async ({ app, seat, actor, frame, base, itemTitle, hasGrant }, { code = '' }) => {
  const view = await viewShipment(app.shipping, actor, code)
  if (!view) return await Problem({ code: 'not_found', seat: { id: seat.id, side: seat.side, itemTitle } })
  const { shipment, role } = view
  const href = shipmentHref(base, shipment)
  if (role !== 'proposer' || shipment.announced || shipment.state !== 'proposed') redirect(href)
  if (!(await hasGrant())) redirect(`${base}/permission`)
  const { announcement, fingerprint } = await prepareAnnouncement(app.shipping, shipment)
  return (
    <Preview
      frame={frame}
      backHref={href}
      editHref={null}
      action={announceNow.bind(null, seat.id)}
      initial={emptyForm}
      hidden={{ trackingCode: shipment.trackingCode, fingerprint }}
      message={{
        text: announcement.text,
        senderButtons: captionsOf(announcement.senderButtons),
        receiverButtons: captionsOf(announcement.receiverButtons),
      }}
    />
  )
})
