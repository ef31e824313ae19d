import 'server-only'
import { redirect } from 'next/navigation'
import { serviceLabels, sideLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import { appointmentRows, windowGone, windowText } from '#lib/fa/promise-texts.ts'
import { ownCost } from '#lib/fa/shipment-texts.ts'
import {
  type Acceptance,
  type NotAcceptable,
  openAppointment,
  prepareAcceptance,
  type Shipment,
} from '#lib/shipping/index.ts'
import { readWindow, windowValue } from '../booking/window-field.ts'
import { type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { proveHref } from '../seat/wanted.ts'
import { amendScreen, parcelHrefOf } from './amend.ts'
import { worthRows } from './business.ts'
import {
  acceptanceStepAt,
  endRows,
  filledForm,
  ownEndRows,
  parcelRows,
  priceSummary,
  priceText,
  wayRows,
} from './display.ts'
import { postLine } from './post.ts'
import { spokenMessage } from './spoken.ts'
import { proposalToAnswer } from './to-answer.ts'
import { forbiddenList } from './what.ts'

type Visit = SeatVisit & { query: Record<string, string> }

/**
 * What accepting comes to, or why it cannot be: the price beside its limit. Without an own address yet, on to that; too
 * late, on to the shipment, which says what happened.
 */
export async function acceptView(here: Visit, code: string) {
  const found = await proposalToAnswer(here, code, 'accept')
  if (found.kind !== 'ready') return found
  const { app, actor, base } = here
  const { shipment } = found
  const prepared = await prepareAcceptance(app.shipping, actor, shipment.trackingCode, readWindow(here.query.window))
  const href = shipmentHref(base, shipment)
  switch (prepared.kind) {
    case 'ready':
      return { kind: 'ready' as const, code: shipment.trackingCode, screen: await readyScreen(here, prepared) }
    case 'above_limit': {
      // A correction goes back to the proposer; an own address that costs more is answered by a proposal of one's own.
      const screen = prepared.isCorrected ? await amendScreen(here, shipment.trackingCode) : null
      if (screen) return { kind: 'amend' as const, code: shipment.trackingCode, screen }
      return { kind: 'cannot' as const, code: shipment.trackingCode, screen: cannotScreen(shipment, prepared, href) }
    }
    case 'unavailable':
      return { kind: 'cannot' as const, code: shipment.trackingCode, screen: cannotScreen(shipment, prepared, href) }
    case 'window_gone':
      redirect(`${href}/accept?passed=1#windows`)
      break
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

async function readyScreen(here: Visit, acceptance: Acceptance) {
  const { shipment, announcement, fingerprint, own: end } = acceptance
  const { app, base } = here
  const href = shipmentHref(base, shipment)
  const windows = windowsOf(here, acceptance, `${href}/accept`)
  return {
    step: acceptanceStepAt(2),
    backHref: end.draft ? `${href}/address` : href,
    // An address that it proposed with is the shipment's, no draft to edit.
    editHref: end.draft ? `${href}/address` : null,
    parcelHref: parcelHrefOf(href, shipment),
    permissionHref: `${base}/permission?shipment=${shipment.trackingCode}`,
    initial: filledForm({}),
    hidden: { fingerprint, window: windowValue(shipment.pickupWindow) },
    windows,
    cost: ownCost({ side: here.seat.side, payer: shipment.payer, price: priceText(shipment.quote) }),
    price: priceSummary(shipment.quote, { label: 'قیمت قطعی', note: null }),
    address: await ownEndRows(app.places, end),
    post: await postLine(here),
    rows: [
      ...parcelRows(shipment.parcel),
      ...wayRows(shipment, windows.rows.length > 0),
      ...(await endRows(app.places, shipment)),
      ...(await worthRows(app, shipment)),
    ],
    message: await spokenMessage(here, shipment, announcement),
    forbidden: here.seat.side === 'SUPPLY' ? forbiddenList() : null,
  }
}

/** The seller chooses, who is there when the courier comes; the buyer is told. */
function windowsOf({ app, seat, query }: Visit, { shipment, pickups }: Acceptance, href: string) {
  const now = app.clock()
  const chosen = windowValue(shipment.pickupWindow)
  const others = pickups.filter(({ window }) => windowValue(window) !== chosen)
  const options = others.map(({ window }) => ({
    label: windowText(window, now),
    href: `${href}?window=${windowValue(window)}#windows`,
  }))
  const note = query.passed ? windowGone : null
  return { rows: appointmentRows(openAppointment(shipment), now), note, options: seat.side === 'SUPPLY' ? options : [] }
}

function cannotScreen(
  shipment: Shipment,
  why: Extract<NotAcceptable, { kind: 'above_limit' | 'unavailable' }>,
  href: string,
) {
  const common = {
    backHref: href,
    editHref: `${href}/address`,
    rejectHref: `${href}/reject`,
    parcelHref: parcelHrefOf(href, shipment),
    initial: filledForm({}),
  }
  const proposer = sideLabels[shipment.proposerSide]
  if (why.kind === 'unavailable') {
    const reason = unavailableLabels[why.unavailable.reason]
    return {
      ...common,
      title: why.isCorrected ? 'این روش ارسال بستهٔ اصلاح‌شده را نمی‌برد' : 'این روش ارسال به نشانی شما نمی‌خورد',
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
