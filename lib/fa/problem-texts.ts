import { toPersianDigits } from '#lib/kernel/digits.ts'
import { isolate, isolateLtr } from '#lib/kernel/text.ts'
import type { CarrierWebhookState } from '#lib/shipping/index.ts'
import { carrierText } from './business-texts.ts'
import { formatTrackingCode } from './tracking-code.ts'

// What a side reports to the business, and what the two write each other about it. `business`: its name; null while it has
// none.

/** Where a report goes, where its answer will stand, and whom to call where it is urgent. */
export function problemLead(business: { name: string | null; phone: string | null }): string {
  const carrier = carrierText(business.name)
  const goes = `گزارش شما به ${carrier} فرستاده می‌شود. هر وقت پاسخ بدهند، در همین مرسوله می‌بینید؛ طرف مقابل هیچ‌کدام را نمی‌بیند.`
  return business.phone === null
    ? goes
    : `${goes} اگر فوری است به ${isolateLtr(toPersianDigits(business.phone))} زنگ بزنید.`
}

/** The button of a form to the business: «فرستادن به پیک بادپا». */
export const sendText = (business: string | null): string => `فرستادن به ${carrierText(business)}`

/** How far a report, or what was written after it, has come. */
export function problemStateText(state: CarrierWebhookState, business: string | null): string {
  const carrier = carrierText(business)
  if (state === 'delivered') return `به ${carrier} رسید`
  return state === 'dead' ? `به ${carrier} نرسید؛ لطفاً دوباره بنویسید` : `در حال رساندن به ${carrier}`
}

/** Who wrote: «پاسخ «پیک بادپا»، مینا». */
export function writerText({ by, from }: { by: 'business' | 'person'; from: string | null }, business: string | null) {
  if (by === 'person') return 'شما'
  const answer = `پاسخ ${carrierText(business)}`
  return from === null ? answer : `${answer}، ${isolate(from)}`
}

/** Opens what was written before the newest text of a thread: «۳ نوشتهٔ پیشین». */
export const earlierTexts = (count: number): string => `${toPersianDigits(count)} نوشتهٔ پیشین`

/** Opens the reports that nobody wrote in last: «۲ گزارش دیگر». */
export const earlierReports = (count: number): string => `${toPersianDigits(count)} گزارش دیگر`

/** In place of a text that no key opens any more. */
export const unreadableText = 'این متن را نمی‌توانیم نشان بدهیم؛ ایراد از پیک است، نه از شما.'

/** An answer as the chatbot writes it: to a question, or to a report about the shipment with this code. */
export function answerInChatbot(
  answer: { text: string; from: string | null },
  business: string | null,
  trackingCode: string | null = null,
): string {
  const who = writerText({ by: 'business', from: answer.from }, business)
  const about = trackingCode === null ? '' : ` دربارهٔ مرسولهٔ ${isolateLtr(formatTrackingCode(trackingCode))}`
  return `${who}${about}:\n${answer.text}`
}

/** Why a report was not taken. */
export const problemFaults = {
  empty: 'بنویسید چه مشکلی پیش آمده است.',
  no_words: 'مشکل را با چند کلمه بنویسید تا معلوم باشد چه شده است.',
  too_many: 'دربارهٔ این مرسوله پنج گزارش فرستاده‌اید و همه رسیده است. گزارش دیگری پذیرفته نمی‌شود.',
  not_yet: 'این پیشنهاد هنوز پذیرفته نشده است. پس از پذیرفته شدن می‌توانید مشکل را گزارش کنید.',
} as const

/** Why what somebody writes on was not taken. */
export const threadFaults = {
  empty: 'بنویسید چه می‌خواهید بگویید.',
  no_words: 'با چند کلمه بنویسید تا معلوم باشد چه می‌خواهید.',
  too_many: 'در این گفت‌وگو بیشتر از این نمی‌شود نوشت.',
  closed: 'این گفت‌وگو همین حالا بسته شد و نوشتهٔ شما فرستاده نشد. اگر مشکل مانده است، گزارش تازه‌ای بفرستید.',
} as const
