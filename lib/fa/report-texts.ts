import type { Answers, RangeFault, Sums } from '#lib/desk/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'

export const measureLabels: Record<keyof Sums, string> = {
  proposed: 'پیشنهاد',
  accepted: 'پذیرفته',
  delivered: 'تحویل‌شده',
  promised: 'تحویل‌شدهٔ وعده‌دار',
  onTime: 'به‌موقع',
  failed: 'تحویل ناموفق',
  sellerToman: 'کرایه از فروشنده (تومان)',
  buyerToman: 'کرایه از خریدار (تومان)',
}

export const rangeFaults: Record<RangeFault, string> = {
  unreadable: 'تاریخ را مانند ۱۴۰۵/۰۹/۰۱ بنویسید',
  backwards: 'پایان پیش از آغاز است',
  too_long: 'بیش از یک سال را نمی‌شود یکجا شمرد',
}

export const noReason = 'بدون دلیل'

/** What the figures are made of, and what of it is not for ever. */
export const reportNote =
  'هر رویداد در روز خودش، به وقت تهران، شمرده می‌شود. وقتی نام، نشانی و رد یک مرسوله پاک می‌شود، این شمارش‌ها می‌مانند. به‌موقع یعنی پیش از آخرین وعده؛ تحویل بی‌وعده در آن نیست. کرایهٔ فروشنده با نخستین گرفتن کالا و کرایهٔ خریدار با تحویل شمرده می‌شود.'

export const answersNote =
  'فقط گزارش‌ها و پرسش‌هایی که هنوز نگه داشته شده‌اند: پس از پاک شدنشان در این شمارش نیستند. زمان، زمان نخستین پاسخ است.'

export const emptyReport = 'در این روزها چیزی ثبت نشده است.'

/** «۸۷٪»; of nothing there is no share. */
export const shareText = (share: number | null): string => (share === null ? '—' : `${toPersianDigits(share)}٪`)

/** How the answers went, in rows. */
export function answerRows({
  asked,
  answered,
  middleSeconds,
  slowSeconds,
}: Answers): { label: string; value: string }[] {
  return [
    { label: 'گزارش و پرسش', value: toPersianDigits(asked) },
    { label: 'پاسخ گرفته', value: toPersianDigits(answered) },
    { label: 'زمان میانه', value: waitText(middleSeconds) },
    { label: 'نُه تا از ده تا', value: slowSeconds === null ? '—' : `زودتر از ${waitText(slowSeconds)}` },
  ]
}

function waitText(seconds: number | null): string {
  if (seconds === null) return '—'
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  if (minutes < 60) return `${toPersianDigits(minutes)} دقیقه`
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${toPersianDigits(hours)} ساعت${rest > 0 ? ` و ${toPersianDigits(rest)} دقیقه` : ''}`
}
