import 'server-only'
import { redirect } from 'next/navigation'
import { payerLabels, serviceLabels, sideLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import {
  type Acceptance,
  type NotAcceptable,
  prepareAcceptance,
  type Shipment,
  senderFor,
} from '#lib/shipping/index.ts'
import { captionsOf } from '../button-captions.ts'
import { type SeatVisit, shipmentHref } from '../visit.ts'
import { proveHref } from '../wanted.ts'
import { acceptanceStepAt, contactRows, endRows, filledForm, parcelRows, priceSummary, wayRows } from './display.ts'
import { placeOf } from './shipment-parts.ts'
import { proposalToAnswer } from './to-answer.ts'

/**
 * What accepting comes to, or why it cannot be: the price beside its limit. Without an own address yet, on to that; too
 * late, on to the shipment, which says what happened.
 */
export async function acceptView(here: SeatVisit, code: string) {
  const found = await proposalToAnswer(here, code, 'accept')
  if (found.kind !== 'ready') return found
  const { app, actor, base } = here
  const { shipment } = found
  const prepared = await prepareAcceptance(app.shipping, actor, shipment.trackingCode)
  const href = shipmentHref(base, shipment)
  switch (prepared.kind) {
    case 'ready':
      return { kind: 'ready' as const, code: shipment.trackingCode, screen: await readyScreen(here, prepared) }
    case 'above_limit':
    case 'unavailable':
      return { kind: 'cannot' as const, code: shipment.trackingCode, screen: cannotScreen(shipment, prepared, href) }
    case 'incomplete':
      redirect(`${href}/address`)
      break
    case 'closed':
      redirect(`${base}/problem/closed?shipment=${shipment.trackingCode}`)
      break
    case 'unproved':
      redirect(proveHref(base, 'accept', shipment))
      break
    default:
      redirect(`${href}?late=1`)
  }
}

async function readyScreen(here: SeatVisit, { shipment, announcement, fingerprint, contact }: Acceptance) {
  const { app, actor, base, seat } = here
  const href = shipmentHref(base, shipment)
  const speaker = (await senderFor(app.shipping, shipment, actor))(shipment)
  const mine = speaker.side === seat.side
  const [own, theirs] = mine
    ? [announcement.senderButtons, announcement.receiverButtons]
    : [announcement.receiverButtons, announcement.senderButtons]
  return {
    step: acceptanceStepAt(2),
    backHref: `${href}/address`,
    editHref: `${href}/address`,
    permissionHref: `${base}/permission?shipment=${shipment.trackingCode}`,
    initial: filledForm({}),
    hidden: { fingerprint },
    price: priceSummary(shipment.quote, { label: 'قیمت قطعی', note: null }),
    payer: payerLabels[shipment.payer],
    address: await contactRows(app.places, contact, placeOf(seat.side, shipment)),
    rows: [...parcelRows(shipment.parcel), ...wayRows(shipment), ...(await endRows(app.places, shipment))],
    message: {
      /** In whose name; null: nobody has given a permission, so nothing goes out. */
      name: speaker.grantId === null ? null : mine ? 'شما' : sideLabels[speaker.side],
      mine,
      text: announcement.text,
      senderButtons: captionsOf(own),
      receiverButtons: captionsOf(theirs),
    },
  }
}

function cannotScreen(
  shipment: Shipment,
  why: Extract<NotAcceptable, { kind: 'above_limit' | 'unavailable' }>,
  href: string,
) {
  const common = { backHref: href, editHref: `${href}/address`, rejectHref: `${href}/reject`, initial: filledForm({}) }
  const proposer = sideLabels[shipment.proposerSide]
  if (why.kind === 'unavailable') {
    const reason = unavailableLabels[why.unavailable.reason]
    return {
      ...common,
      title: 'این روش ارسال به نشانی شما نمی‌خورد',
      lead: `${proposer} «${serviceLabels[shipment.service]}» را انتخاب کرده است، ولی این روش ${reason}.`,
      rows: [],
    }
  }
  const { quote, limitToman } = why
  return {
    ...common,
    title: 'هزینه از سقف پیشنهاد بیشتر شد',
    lead: `با نشانی شما هزینهٔ ارسال از مبلغی که ${proposer} پذیرفته است بیشتر می‌شود و نمی‌توانید این پیشنهاد را بپذیرید.`,
    rows: [
      { label: 'هزینه با نشانی شما', value: formatToman(quote.max) },
      { label: 'سقف پیشنهاد', value: formatToman(limitToman) },
      { label: 'بیشتر از سقف', value: formatToman(quote.max - limitToman) },
    ],
  }
}
