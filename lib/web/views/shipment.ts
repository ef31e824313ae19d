import 'server-only'
import { formatDeadline } from '#lib/fa/date.ts'
import { sideLabels, stateLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { otherSide } from '#lib/kernel/side.ts'
import { captionsOf } from '../button-captions.ts'
import { proposalMessage, shownState } from '../proposal-message.ts'
import { type SeatVisit, shipmentHref } from '../visit.ts'
import { endRows, parcelRows, priceSummary, wayRows } from './display.ts'

const comesLater = {
  title: 'تکمیل نشانی هنوز از این صفحه ممکن نیست',
  sentence: 'پیشنهاد را ببینید و در چت به طرف مقابل پاسخ دهید. اگر نمی‌خواهید، در چت دکمهٔ «نیازی نیست» را بزنید.',
}

/** A shipment as its proposer sees it right after booking, or as a proposal to look at; null: not of this conversation. */
export async function shipmentView(here: SeatVisit, code: string) {
  const { app, seat, base } = here
  const found = await proposalMessage(here, code)
  if (!found) return null
  const { message } = found
  const { shipment, role } = found.view
  const href = shipmentHref(base, shipment)
  const rows = [...parcelRows(shipment.parcel), ...wayRows(shipment), ...(await endRows(app.places, shipment))]
  const trackingCode = formatTrackingCode(shipment.trackingCode)
  const price = priceSummary(shipment.quote)
  if (role === 'proposer' && shipment.state === 'proposed') {
    const state = shownState(message)
    const deadline = shipment.dueAt ? ` مهلت پاسخ: ${formatDeadline(shipment.dueAt, app.clock())}.` : ''
    return {
      kind: 'result' as const,
      code: shipment.trackingCode,
      screen: {
        trackingCode,
        state,
        stateUrl: `${href}/state`,
        asOf: app.clock().getTime(),
        selfHref: href,
        announceHref: state !== 'unannounced' ? null : `${base}/${(await here.hasGrant()) ? 'preview' : 'permission'}`,
        message:
          message && state !== 'unannounced'
            ? { text: message.text, senderButtons: captionsOf(message.senderButtons) }
            : null,
        rows: [...rows, { label: 'هزینه', value: price.total.amount }],
        next: `حالا منتظر پاسخ ${sideLabels[otherSide(seat.side)]} هستیم.${deadline}`,
      },
    }
  }
  const isProposed = shipment.state === 'proposed'
  return {
    kind: 'proposal' as const,
    screen: {
      title: role === 'proposer' ? 'پیشنهاد ارسال شما' : `پیشنهاد ارسال از طرف ${sideLabels[shipment.proposerSide]}`,
      status: { label: stateLabels[shipment.state], tone: isProposed ? ('info' as const) : ('warning' as const) },
      rows,
      price,
      trackingCode,
      note: isProposed ? comesLater : null,
      main: isProposed ? null : { label: 'ثبت ارسال تازه', href: base },
    },
  }
}
