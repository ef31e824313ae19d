import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Side } from '#lib/kernel/side.ts'
import { cleanText, isolate, isolateLtr } from '#lib/kernel/text.ts'
import type { Toman } from '#lib/kernel/toman.ts'
import type { Appointment, Courier, HandoverCode, Parcel, Payer, Service, ShipmentState } from '#lib/shipping/index.ts'
import { carrierText } from './business-texts.ts'
import { delayReasonLabel, failureReasonLabel, giveUpReasonLabel } from './carrier-reasons.ts'
import { courierText } from './courier-texts.ts'
import { formatDeadline, formatRelative } from './date.ts'
import { handoverLine } from './handover-texts.ts'
import {
  formatWeightUpTo,
  parcelSizeLabels,
  payerLabels,
  rejectReasonLabels,
  serviceLabels,
  sideLabels,
  stateLabels,
} from './labels.ts'
import { formatToman, formatTomanRange } from './money.ts'
import { appointmentLabels, appointmentRows, promiseDate, windowDate } from './promise-texts.ts'
import { lapsesDays } from './shipment-texts.ts'
import { shortTitle } from './short-title.ts'
import { formatTrackingCode } from './tracking-code.ts'

// Texts for the chat: plain text in which somebody else's words (a title, a place) stand isolated and cleaned, and in
// which no address, phone or postal code can stand. At most 700 characters.

/** What every text names: the post's title as Divar gives it, and the tracking code. */
export type Subject = { itemTitle: string | null; trackingCode: string }

/** A city and district by their names, never more of an address. */
export type PlaceNames = { city: string; district: string | null }

export type ProposalFacts = Subject & {
  proposerSide: Side
  service: Service
  parcel: Pick<Parcel, 'size' | 'weightGrams' | 'fragile'>
  payer: Payer
  price: { min: Toman; max: Toman; exact: boolean }
  pickup: PlaceNames | null
  dropoff: PlaceNames | null
  /** Until when it can be answered; null where nothing says so. */
  dueAt: Date | null
  now: Date
  /** Whose couriers go; null where it has no name. */
  business: string | null
}

/** Captions of the buttons under a message, at most 25 characters. */
export const buttonCaptions = {
  followUp: 'صفحهٔ مرسوله',
  status: 'الان کجاست؟',
  answer: 'دیدن و پاسخ',
  completeAddress: 'می‌پذیرم و نشانی می‌دهم',
  notNeeded: 'نمی‌خواهم',
  track: 'پیگیری',
} as const

/** Answers to a tap on a button in the chat, beside `statusText`. */
export const actionTexts = {
  neutral: 'این دکمه برای این گفت‌وگو کاری انجام نمی‌دهد.',
  askWhy: 'هنوز چیزی رد نشده است. در صفحه‌ای که باز می‌شود دلیل را انتخاب کنید.',
  tooMany: 'کمی آهسته‌تر؛ چند لحظهٔ دیگر دوباره بزنید.',
} as const

/** The message that announces a proposal, in the name of its proposer, to the other side. */
export function proposalText(facts: ProposalFacts): string {
  const heading = facts.proposerSide === 'DEMAND' ? 'درخواست' : 'پیشنهاد'
  const way = [placeText('از', facts.pickup), placeText('به', facts.dropoff)].filter((end) => end !== '').join(' ')
  const later = facts.price.exact ? '' : ' (پس از تکمیل نشانی قطعی می‌شود)'
  const lines = [
    `${heading} ${sending(facts)}`,
    `روش: ${serviceLabels[facts.service]}${facts.business === null ? '' : `، با ${carrierText(facts.business)}`}`,
    `بسته: ${parcelText(facts.parcel)}`,
    ...(way === '' ? [] : [`مسیر: ${way}`]),
    `هزینه: ${isolate(formatTomanRange(facts.price))}${later}`,
    `پرداخت: ${payerLabels[facts.payer]}`,
    codeLine(facts),
    '',
    `اگر موافق هستید، ${untilText(facts)}دکمهٔ «${buttonCaptions.completeAddress}» را بزنید. نشانی شما در این چت نوشته نمی‌شود و فقط ${carrierText(facts.business)} آن را می‌بیند.`,
  ]
  return lines.join('\n')
}

/** As a date: the message is read again on other days. */
const untilText = ({ dueAt, now }: { dueAt: Date | null; now: Date }) =>
  dueAt === null ? '' : `${isolate(promiseDate(dueAt, now))} `

export type AcceptanceFacts = Subject &
  Pick<Appointment, 'pickupWindow' | 'promisedAt'> & {
    payer: Payer
    price: { max: Toman }
    business: string | null
    now: Date
  }

/** The message that announces that a proposal was accepted: both addresses are known, the price is final. */
export function acceptedText(facts: AcceptanceFacts): string {
  const lines = [
    `پیشنهاد ${sending(facts)} پذیرفته شد و نشانی هر دو طرف کامل است.`,
    `هزینهٔ نهایی: ${isolate(formatToman(facts.price.max))}`,
    `پرداخت: ${payerLabels[facts.payer]}`,
    ...appointmentLines(facts),
    codeLine(facts),
  ]
  return lines.join('\n')
}

/** As dates: the message is read again on other days. */
function appointmentLines({ business, pickupWindow, promisedAt, now }: AcceptanceFacts): string[] {
  if (!pickupWindow) return [`${carrierText(business)} برای تحویل گرفتن کالا هماهنگ می‌کند.`]
  return [
    `${carrierText(business)} برای گرفتن کالا می‌آید: ${isolate(windowDate(pickupWindow, now))}`,
    ...(promisedAt ? [`${appointmentLabels.delivery}: ${isolate(promiseDate(promisedAt, now))}`] : []),
  ]
}

/**
 * The message that sends a proposal back to its proposer with the parcel as the seller corrected it. Impersonal, since it
 * may appear in either side's name.
 */
export function amendmentText(facts: Omit<ProposalFacts, 'proposerSide' | 'business' | 'pickup' | 'dropoff'>): string {
  const lines = [
    `فروشنده بستهٔ پیشنهاد ${sending(facts)} را اصلاح کرد و هزینه از مبلغ پذیرفته‌شده بیشتر شد.`,
    `بسته: ${parcelText(facts.parcel)}`,
    `هزینهٔ تازه: ${isolate(formatTomanRange(facts.price))}`,
    `پرداخت: ${payerLabels[facts.payer]}`,
    codeLine(facts),
    '',
    `خریدار ${untilText(facts)}با دکمهٔ «${buttonCaptions.answer}» می‌پذیرد یا رد می‌کند. نشانی را دوباره نمی‌پرسیم.`,
  ]
  return lines.join('\n')
}

/** The message that reminds the other side of a proposal that still waits for its answer. */
export function reminderText(facts: Subject & { dueAt: Date | null; now: Date }): string {
  const lines = [
    `یادآوری: پیشنهاد ${sending(facts)} هنوز منتظر پاسخ است.`,
    ...(facts.dueAt ? [`مهلت پاسخ: ${isolate(promiseDate(facts.dueAt, facts.now))}`] : []),
    codeLine(facts),
  ]
  return lines.join('\n')
}

/**
 * The message that announces what became of a shipment. Impersonal, because it appears in the name of the user who gave the
 * permission, not of the actor; `by` is the side that rejected or cancelled.
 */
export function outcomeText(
  state: Exclude<ShipmentState, 'proposed' | 'accepted' | 'assigned'>,
  facts: Subject & {
    by: Side | null
    reason?: string | null
    business: string | null
    /** Why a delivery failed. */
    failure?: string | null
    /** Of a delivery that failed: by when it is promised all the same. */
    again?: { promisedAt: Date | null; now: Date }
  },
): string {
  const from = facts.by ? ` از سوی ${sideLabels[facts.by]}` : ''
  const givenUp = giveUpReasonLabel(facts.reason)
  const sentences: Record<typeof state, string> = {
    rejected: `پیشنهاد ${sending(facts)}${from} پذیرفته نشد.${rejectionReason(facts) && ` ${rejectionReason(facts)}`}`,
    cancelled: givenUp
      ? `${sending(facts)} از سوی ${carrierText(facts.business)} لغو شد. دلیل: «${givenUp}».`
      : `${sending(facts)}${from} لغو شد.`,
    expired:
      facts.reason === 'no_news'
        ? `${toPersianDigits(lapsesDays)} روز خبری از ${shipment(facts)} نرسید و این ارسال بسته شد.`
        : `مهلت پاسخ به پیشنهاد ${sending(facts)} تمام شد.`,
    picked_up: `${shipment(facts)} به مأمور پیک سپرده شد و در راه است.`,
    delivery_failed: failedText(facts),
    delivered: `${shipment(facts)} تحویل شد.`,
    returned: `${shipment(facts)} به فروشنده برگشت داده شد.`,
  }
  return `${sentences[state]}\n${codeLine(facts)}`
}

/** Why, where the carrier said so, and by when it is delivered now, where that is still to come. */
function failedText(facts: Parameters<typeof outcomeText>[1]): string {
  const { failure, again } = facts
  const reason = failureReasonLabel(failure)
  const promisedAt = again?.promisedAt && again.promisedAt > again.now ? again.promisedAt : null
  const lines = [
    `تحویل ${shipment(facts)} انجام نشد.${reason ? ` دلیل: «${reason}».` : ''}`,
    ...(again && promisedAt ? [`تحویل دوباره: ${isolate(promiseDate(promisedAt, again.now))}`] : []),
  ]
  return lines.join('\n')
}

/** A step of a shipment, told in the chatbot to a side that wants it. */
export function noticeText(
  facts: Subject & {
    state: ShipmentState
    business: string | null
    reason?: string | null
    failure?: string | null
  },
): string {
  const { state } = facts
  if (state === 'accepted') return `پیشنهاد ${sending(facts)} پذیرفته شد.\n${codeLine(facts)}`
  if (state === 'assigned') return `برای ${shipment(facts)} مأمور پیک مشخص شد.\n${codeLine(facts)}`
  if (state === 'proposed') return `پیشنهاد ${sending(facts)} منتظر پاسخ است.\n${codeLine(facts)}`
  return outcomeText(state, { ...facts, by: null })
}

/**
 * The message that the carrier moved what it had promised: impersonal, and as dates, since it is read again later. Like the
 * status, it is given what is still to come.
 */
export function promiseMovedText(facts: Subject & Appointment & { now: Date }): string {
  const { pickupWindow, promisedAt } = facts
  const reason = delayReasonLabel(facts.delayReason)
  const lines = [
    `زمان ${shipment(facts)} عوض شد.`,
    ...(pickupWindow ? [`${appointmentLabels.pickup}: ${isolate(windowDate(pickupWindow, facts.now))}`] : []),
    ...(promisedAt ? [`${appointmentLabels.delivery}: ${isolate(promiseDate(promisedAt, facts.now))}`] : []),
    ...(reason ? [`دلیل: «${reason}».`] : []),
    codeLine(facts),
  ]
  return lines.join('\n')
}

/**
 * The status of a shipment, as the answer to a tap in the chat, which may lose the breaks between lines: each ends as a
 * sentence does. `dueAt` is the deadline of a proposal.
 */
export function statusText(
  facts: Subject &
    Appointment & {
      state: ShipmentState
      updatedAt: Date
      dueAt: Date | null
      now: Date
      reason?: string | null
      /** For the side that taps, and nobody else. */
      handover?: HandoverCode | null
      /** Who comes. */
      courier?: Courier | null
    },
): string {
  const lines = [
    `${shipment(facts)}: ${stateLabels[facts.state]}`,
    ...(facts.state === 'rejected' ? [rejectionReason(facts)].filter((line) => line !== '') : []),
    ...(facts.state === 'proposed' && facts.dueAt
      ? [`مهلت پاسخ: ${isolate(formatDeadline(facts.dueAt, facts.now))}`]
      : []),
    ...appointmentRows(facts, facts.now).map(({ label, value }) => `${label}: ${isolate(value)}`),
    ...(facts.courier ? [`مأمور پیک: ${courierText(facts.courier)}`] : []),
    ...(facts.handover ? [handoverLine(facts.handover)] : []),
    `آخرین تغییر: ${isolate(formatRelative(facts.updatedAt, facts.now))}`,
    codeLine(facts),
  ]
  return lines.map((line) => (/[.؟!]$/.test(line) ? line : `${line}.`)).join('\n')
}

/** Why it was rejected, where its side said so: one of the known reasons, never words that somebody typed. */
function rejectionReason({ reason }: { reason?: string | null }): string {
  const labels: Partial<Record<string, string>> = rejectReasonLabels
  const label = labels[reason ?? '']
  return label ? `دلیل: «${label}».` : ''
}

const parcelText = ({ size, weightGrams, fragile }: ProposalFacts['parcel']) =>
  [parcelSizeLabels[size].label, isolate(formatWeightUpTo(weightGrams)), ...(fragile ? ['شکستنی'] : [])].join('، ')

const codeLine = ({ trackingCode }: Subject) => `کد رهگیری: ${isolateLtr(formatTrackingCode(trackingCode))}`

function quoted(title: string | null): string | null {
  const short = shortTitle(title)
  return short === null ? null : `«${isolate(short)}»`
}

function sending({ itemTitle }: Subject): string {
  return `ارسال ${quoted(itemTitle) ?? 'کالا'}`
}

function shipment({ itemTitle }: Subject): string {
  const title = quoted(itemTitle)
  return title === null ? 'مرسوله' : `مرسولهٔ ${title}`
}

function placeText(word: string, place: PlaceNames | null): string {
  if (!place) return ''
  const names = [place.city, place.district ?? ''].map((name) => cleanText(name, { max: 30 }))
  return `${word} ${isolate(names.filter((name) => name !== '').join('، '))}`
}
