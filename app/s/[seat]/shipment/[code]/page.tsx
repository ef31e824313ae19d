import { parcelRows, placeText, priceSummary, wayRows } from '#app/_screens/display.ts'
import { Problem } from '#app/_screens/problem.tsx'
import { seatPage, shipmentHref } from '#app/_screens/seat-page.tsx'
import { ProposalView } from '#components/shipping/proposal-view.tsx'
import { Result } from '#components/shipping/result.tsx'
import { formatDeadline } from '#lib/fa/date.ts'
import { sideLabels, stateLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { otherSide } from '#lib/kernel/side.ts'
import { captionsOf } from '#lib/web/button-captions.ts'
import { proposalMessage, shownState } from '#lib/web/proposal-message.ts'
import { settleMessage } from '../../book.ts'

export default seatPage(async (here, { code = '' }) => {
  const { app, seat, frame, base, itemTitle } = here
  const found = await proposalMessage(here, code)
  if (!found) return await Problem({ code: 'not_found', seat: { id: seat.id, side: seat.side, itemTitle } })
  const { message } = found
  const { shipment, role } = found.view
  const href = shipmentHref(base, shipment)
  const unknown = 'هنوز معلوم نیست'
  const rows = [
    ...parcelRows(shipment.parcel),
    ...wayRows(shipment),
    { label: 'از', value: (await placeText(app.places, shipment.pickup)) ?? unknown },
    { label: 'به', value: (await placeText(app.places, shipment.dropoff)) ?? unknown },
  ]
  const trackingCode = formatTrackingCode(shipment.trackingCode)
  if (role === 'proposer' && shipment.state === 'proposed') {
    const deadline = shipment.dueAt ? ` مهلت پاسخ: ${formatDeadline(shipment.dueAt, app.clock())}.` : ''
    return (
      <Result
        frame={frame}
        trackingCode={trackingCode}
        state={shownState(message)}
        stateUrl={`${href}/state`}
        selfHref={href}
        confirm={settleMessage.bind(null, seat.id, shipment.trackingCode)}
        announceHref={shipment.announced ? null : `${base}/${(await here.hasGrant()) ? 'preview' : 'permission'}`}
        message={message && { text: message.text, senderButtons: captionsOf(message.senderButtons) }}
        rows={[...rows, { label: 'هزینه', value: priceSummary(shipment.quote).total.amount }]}
        next={`حالا منتظر پاسخ ${sideLabels[otherSide(seat.side)]} هستیم.${deadline}`}
      />
    )
  }
  const isOpen = shipment.state === 'proposed'
  return (
    <ProposalView
      frame={frame}
      title={role === 'proposer' ? 'پیشنهاد ارسال شما' : `پیشنهاد ارسال از طرف ${sideLabels[shipment.proposerSide]}`}
      status={{ label: stateLabels[shipment.state], tone: isOpen ? 'info' : 'warning' }}
      rows={rows}
      price={priceSummary(shipment.quote)}
      trackingCode={trackingCode}
      note={isOpen ? comesLater : null}
      main={isOpen ? null : { label: 'ثبت ارسال تازه', href: base }}
    />
  )
})

const comesLater = {
  title: 'تکمیل نشانی هنوز از این صفحه ممکن نیست',
  sentence: 'پیشنهاد را ببینید و در چت به طرف مقابل پاسخ دهید. اگر نمی‌خواهید، در چت دکمهٔ «نیازی نیست» را بزنید.',
}
