import type { Attention, Standing, TabName } from '#lib/desk/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'

export const tabLabels: Record<TabName, string> = {
  new: 'تازه',
  assigned: 'سپرده‌شده',
  on_the_way: 'در راه',
  exceptions: 'نیازمند رسیدگی',
  open: 'همهٔ بازها',
  ended_today: 'پایان‌یافتهٔ امروز',
}

export const emptyTabTexts: Record<TabName, string> = {
  new: 'هیچ مرسوله‌ای منتظر سپردن به مأمور پیک نیست.',
  assigned: 'هیچ مرسوله‌ای منتظر برداشتن نیست.',
  on_the_way: 'هیچ مرسوله‌ای در راه نیست.',
  exceptions: 'هیچ مرسوله‌ای نیازمند رسیدگی نیست.',
  open: 'هیچ مرسولهٔ بازی نیست.',
  ended_today: 'امروز هنوز هیچ مرسوله‌ای پایان نیافته است.',
}

export const attentionLabels: Record<Attention, string> = {
  failed: 'تحویل ناموفق',
  late: 'از وعده گذشته',
  silent: 'بی‌خبر',
}

/** How long to the promise, or since it. */
export function standingText(standing: Standing): string {
  if (standing.kind === 'none') return 'بدون وعده'
  const time = minutesText(standing.minutes)
  if (standing.kind === 'late') return standing.minutes === 0 ? 'همین حالا گذشت' : `${time} دیر`
  return standing.minutes === 0 ? 'همین حالا' : `${time} مانده`
}

function minutesText(minutes: number): string {
  if (minutes < 60) return `${toPersianDigits(minutes)} دقیقه`
  if (minutes < 24 * 60) return `${toPersianDigits(Math.floor(minutes / 60))} ساعت`
  return `${toPersianDigits(Math.floor(minutes / (24 * 60)))} روز`
}

/** What became of a search that shows no rows. */
export const searchTexts = {
  empty: 'کد پیگیری، فهرستی از کدها، یا چهار رقم آخر شمارهٔ موبایل را بنویسید.',
  too_many: 'این فهرست بلندتر از آن است که یکجا جست‌وجو شود. آن را به دسته‌های ۲۰۰تایی ببُرید.',
  none: 'با این چهار رقم مرسوله‌ای پیدا نشد. نشانی‌های مرسوله‌های پایان‌یافته پاک می‌شوند و با شماره پیدا نمی‌شوند.',
  more: 'فقط ۵۰ مرسولهٔ تازه‌تر نشان داده شد. با کد پیگیری دقیق‌تر جست‌وجو کنید.',
  not_found: 'پیدا نشد',
} as const
