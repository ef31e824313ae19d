import 'server-only'
import { looksOn } from '#lib/fa/access-texts.ts'
import { delayReasonLabel } from '#lib/fa/carrier-reasons.ts'
import { handoverView } from '#lib/fa/handover-texts.ts'
import { parcelSizeLabels, serviceLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import { ownCost, type Seen, shipmentHeading, tellText, tooLateText, whatNext } from '#lib/fa/shipment-texts.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { isFinal, openAppointment, type Shipment, type ShipmentView, step } from '#lib/shipping/index.ts'
import { type SeatVisit, shipmentHref } from '../seat/visit.ts'
import { proveHref } from '../seat/wanted.ts'
import {
  mayAnnounce,
  type ShipmentMessages,
  type ShownState,
  shipmentMessages,
  shownState,
} from '../shipment/messages.ts'
import { shipmentNews } from '../shipment/news.ts'
import { businessCard, businessContact } from './business.ts'
import { endRows, parcelRow, priceSummary, priceText, valueRow, wayRows } from './display.ts'
import { noticesView } from './notices.ts'
import { proofView } from './proof.ts'
import { hasPaid } from './receipt.ts'
import { chatOf, ownAddressOf, timelineOf } from './shipment-parts.ts'
import { threadsOf } from './threads.ts'

type Visit = SeatVisit & { query: Record<string, string> }

type Link = { label: string; href: string }

/** Read out when it becomes another one, in other words than the page shows: those are read where they stand. */
const messageSentences: Record<ShownState, string> = {
  sending: 'پیام هنوز در راه چت است.',
  sent: 'پیام به چت رسید.',
  refused: 'دیوار این پیام را نپذیرفت.',
  unconfirmed: 'معلوم نیست پیام به چت رسیده باشد.',
  unannounced: 'چت از این خبر ندارد.',
}

/** A shipment as this side sees it, in any state; null: not of this conversation. */
export async function shipmentView(here: Visit, code: string) {
  const { app, seat, base, query } = here
  const news = await shipmentNews(here, code)
  const found = await shipmentMessages(here, code)
  if (!news || !found) return null
  const { view, messages } = found
  const { shipment, steps, role } = view
  const { state, quote, proposerSide } = shipment
  const now = app.clock()
  const { reason } = shipment
  const isAmended = steps.at(-1)?.event === 'amend'
  const by = steps.at(-1)?.by ?? proposerSide
  const seen: Seen = { state, side: seat.side, proposerSide, by, reason, isAmended, isUntold: isUntold(found) }
  const mayAct = await here.mayAct(shipment.id)
  const answers = role === 'other' && state === 'proposed'
  const chat = chatOf(messages, seat.side)
  const heading = shipmentHeading(seen)
  const selfHref = shipmentHref(base, shipment)
  const limit = view.hasOwnAddress ? null : limitText(shipment)
  const { name, call } = await businessContact(app)
  const message = answers ? null : await messageOf(here, found, mayAct)
  return {
    heading,
    lead: whatNext(seen, { ...shipment, deliveryTime: quote.deliveryTime, now }),
    late: query.late ? tooLateText(seen) : null,
    selfHref,
    message,
    live: {
      stateUrl: `${selfHref}/state`,
      eventsUrl: `${selfHref}/events`,
      version: news.version,
      isMoving: news.isMoving,
      asOf: now.getTime(),
      announcement: message ? `${heading}. ${messageSentences[message.state]}` : heading,
    },
    /** The user in whose name the message stands says what became of it. */
    settles: mayAct && found.current?.senderSide === seat.side ? found.current.id : null,
    delay: delayReasonLabel(openAppointment(shipment).delayReason),
    handover: view.handover && handoverView(view.handover),
    timeline: timelineOf(shipment, steps, seat.side, { business: name, courier: view.courier, now }),
    trackingCode: formatTrackingCode(shipment.trackingCode),
    rows: [
      parcelRow(shipment.parcel),
      valueRow(shipment.declaredValueToman),
      ...wayRows(shipment),
      ...(await endRows(app.places, shipment)),
    ],
    cost: answers
      ? { ...ownCost({ side: seat.side, payer: shipment.payer, price: priceText(quote) }), note: limit }
      : null,
    proof: news.hasProof ? await proofView(here, shipment.trackingCode, mayAct) : null,
    problems: news.hasReports ? await threadsOf(here, shipment) : [],
    details: {
      parcelFact: `${parcelSizeLabels[shipment.parcel.size].label}، ${serviceLabels[shipment.service]}`,
      price: priceOf(shipment),
      address: await ownAddressOf(here, view, mayAct),
      notices: answers || !mayAct ? null : await noticesView(here, shipment),
      chat: answers ? { ...chat, bubble: null } : chat,
      business: await businessCard(app),
    },
    actions: [...(mayAct ? actionsOf(here, view) : []), ...(wasAccepted(view) && call ? [call] : [])],
    links: mayAct ? linksOf(here, view) : [eraseLink(base)],
    answers,
    looksOn: !mayAct,
    ...(mayAct ? await mainOf(here, view) : { main: proveLink(base, shipment), secondary: null }),
  }
}

/** To the side whose address is still missing. */
const limitText = ({ priceLimitToman }: Shipment) =>
  `قیمت پس از نشانی شما قطعی می‌شود و از ${formatToman(priceLimitToman)} بیشتر نخواهد شد.`

const priceOf = (shipment: Shipment) =>
  isUnanswered(shipment)
    ? priceSummary(shipment.quote)
    : priceSummary(shipment.quote, { label: 'قیمت قطعی', note: null })

const isUnanswered = ({ state, reason }: Shipment) =>
  ['proposed', 'rejected', 'cancelled'].includes(state) || (state === 'expired' && reason !== 'no_news')

/** How the message about the present state fares; null where there is none, or nothing left to say of it. */
async function messageOf(here: SeatVisit, found: ShipmentMessages, mayAct: boolean) {
  const { base, hasGrant } = here
  const { current, view } = found
  const { shipment } = view
  const state = shownState(current)
  if (!current && !mayAnnounce(found)) return null
  if (shipment.state === 'assigned' && state === 'sent') return null
  // Of what is for somebody else to settle there is nothing to say.
  if (!mayAct) return state === 'unconfirmed' ? null : { state, announceHref: null, tell: null }
  const href = shipmentHref(base, shipment)
  const ways = (await hasGrant()) ? `${href}/announce` : `${base}/permission?shipment=${shipment.trackingCode}`
  const tell = isUntold(found) ? tellText(here.seat.side) : null
  return { state, announceHref: mayAnnounce(found) ? ways : null, tell }
}

/** Whether this side proposed it, and the other side can only hear of it from them. */
const isUntold = ({ view, current }: ShipmentMessages) =>
  view.shipment.state === 'proposed' &&
  view.role === 'proposer' &&
  view.steps.at(-1)?.event !== 'amend' &&
  ['unannounced', 'refused'].includes(shownState(current))

const eraseLink = (base: string): Link => ({ label: 'پاک کردن اطلاعات من', href: `${base}/erase` })

const proveLink = (base: string, shipment: Shipment): Link => ({
  label: looksOn.button,
  href: proveHref(base, 'shipment', shipment),
})

const wasAccepted = ({ steps }: ShipmentView) => steps.some(({ event }) => event === 'accept')

/** Whether what this side proposed, and nobody accepted, is its draft again. */
const isDraftAgain = (view: ShipmentView) => view.role === 'proposer' && !wasAccepted(view)

/** What this side can do about the shipment as it stands, beside the one main thing. */
function actionsOf({ base }: SeatVisit, view: ShipmentView): Link[] {
  const { shipment, role } = view
  const href = shipmentHref(base, shipment)
  return [
    ...(wasAccepted(view) ? [{ label: 'گزارش مشکل', href: `${href}/problem` }] : []),
    ...(step(shipment.state, 'cancel', role).ok ? [{ label: 'لغو ارسال', href: `${href}/cancel` }] : []),
    ...(shipment.state === 'delivered' ? [{ label: 'ثبت ارسال تازه', href: base }] : []),
  ]
}

function linksOf({ base, seat }: SeatVisit, view: ShipmentView): Link[] {
  return [
    ...(hasPaid(view, seat.side) ? [{ label: 'رسید', href: `${shipmentHref(base, view.shipment)}/receipt` }] : []),
    ...(seat.side === 'SUPPLY' && seat.postToken
      ? [{ label: 'دستیار ارسال برای این آگهی', href: `/assistant?post=${encodeURIComponent(seat.postToken)}` }]
      : []),
    eraseLink(base),
  ]
}

/** The one thing to do now, by role and state; null leads back to Divar. */
async function mainOf(
  { base, openShipment }: SeatVisit,
  view: ShipmentView,
): Promise<{ main: Link | null; secondary: Link | null }> {
  const { shipment, role, hasOwnAddress } = view
  const { state } = shipment
  const href = shipmentHref(base, shipment)
  if (state === 'proposed' && role === 'other') {
    return {
      main: { label: hasOwnAddress ? 'دیدن هزینه و پذیرش' : 'پذیرش و تکمیل نشانی', href: `${href}/accept` },
      secondary: { label: 'نمی‌خواهم', href: `${href}/reject` },
    }
  }
  if (!isFinal(state) || state === 'delivered') return { main: null, secondary: null }
  const open = await openShipment()
  const main = open
    ? { label: 'دیدن ارسال در جریان', href: shipmentHref(base, open) }
    : { label: isDraftAgain(view) ? 'دوباره پیشنهاد دهید' : 'ثبت ارسال تازه', href: base }
  return { main, secondary: null }
}
