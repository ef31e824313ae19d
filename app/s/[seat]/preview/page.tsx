import { redirect } from 'next/navigation'
import { seatPage, shipmentHref } from '#app/_screens/seat-page.tsx'
import { Preview } from '#components/shipping/preview.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { prepareProposal } from '#lib/shipping/index.ts'
import { captionsOf } from '#lib/web/button-captions.ts'
import { bookAndSend } from '../book.ts'

export default seatPage(async ({ app, seat, actor, frame, base, openShipment, hasGrant }) => {
  const open = await openShipment()
  if (open) {
    const waiting = !open.announced && open.proposerSide === seat.side && open.state === 'proposed'
    redirect(waiting && (await hasGrant()) ? `${shipmentHref(base, open)}/announce` : shipmentHref(base, open))
  }
  if (!(await hasGrant())) redirect(`${base}/permission`)
  const prepared = await prepareProposal(app.shipping, actor)
  if (!prepared.ok) redirect(`${base}/${prepared.step}`)
  const { announcement, draft, fingerprint } = prepared.proposal
  return (
    <Preview
      frame={frame}
      backHref={`${base}/review`}
      editHref={`${base}/review`}
      action={bookAndSend.bind(null, seat.id)}
      initial={emptyForm}
      hidden={{ trackingCode: draft.trackingCode, fingerprint }}
      message={{
        text: announcement.text,
        senderButtons: captionsOf(announcement.senderButtons),
        receiverButtons: captionsOf(announcement.receiverButtons),
      }}
    />
  )
})
