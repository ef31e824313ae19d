import type { WhyNot } from '#lib/desk/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'

/** What another system is told of. */
const orderLabels: Record<string, string> = {
  'shipment.accepted': 'مرسولهٔ تازه',
  'shipment.cancelled': 'لغو مرسوله',
  'shipment.moved': 'گامی که همکاران ثبت کردند',
  'shipment.erased': 'پاک شدن نشانی',
  'problem.reported': 'گزارش مشکل',
  'support.asked': 'پرسش در ربات',
  'thread.replied': 'نوشتهٔ تازه در گفت‌وگو',
}

/** One of a later version stands as its name. */
export const orderLabel = (type: string): string => orderLabels[type] ?? type

const messageLabels: Record<string, string> = {
  proposal: 'پیشنهاد ارسال',
  answer: 'پاسخ به پیشنهاد',
  amendment: 'پیشنهاد اصلاح‌شده',
  pickup: 'گرفتن کالا',
  end: 'پایان مرسوله',
  reminder: 'یادآوری',
  failure: 'تحویل ناموفق',
  delay: 'تغییر وعده',
}

export const messageLabel = (kind: string): string => messageLabels[kind] ?? kind

/** Why an order was given up, as far as that is known here. */
export const orderReason = (reason: string | null): string =>
  reason === 'gone'
    ? 'سامانهٔ دیگر گفت که این خبر را نمی‌خواهد'
    : reason === 'nothing_left'
      ? 'اطلاعات آن پاک شده است و چیزی برای فرستادن نمانده'
      : 'یک روز پذیرفته نشد'

/** Why the desk does not send a message again. */
export const whyNotTexts: Record<WhyNot, string> = {
  unconfirmed:
    'شاید در چت باشد و با فرستادن دوباره دو بار دیده شود. فقط کسی که پیام به نام اوست چت را می‌بیند و در صفحهٔ مرسوله‌اش می‌گوید.',
  refused: 'دیوار آن را نپذیرفت و همان پیام را باز هم نمی‌پذیرد. وضعیت مرسوله در صفحهٔ هر دو طرف هست.',
  gave_up: 'آن‌قدر نرفت که دیگر خبر تازه‌ای نیست. وضعیت مرسوله در صفحهٔ هر دو طرف هست.',
}

export const sendAgainTexts = {
  noneChosen: 'دست‌کم یک خبر را انتخاب کنید.',
  tooMany: 'بیش از ۵۰ خبر را نمی‌شود یکجا فرستاد.',
} as const

/** None: each of them was sent again before, or is gone. */
export const sentText = (count: number): string =>
  count === 0
    ? 'این خبرها پیش‌تر دوباره فرستاده شده‌اند یا دیگر نیستند.'
    : `${toPersianDigits(count)} خبر دوباره فرستاده می‌شود.`

export const failedText = (count: number): string =>
  `${toPersianDigits(count)} خبر فرستاده نشد؛ کمی بعد دوباره امتحان کنید.`
