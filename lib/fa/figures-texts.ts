import type { PageKind, PageMetric, Rating, Span } from '#lib/figures/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'

export const pageKindLabels: Record<PageKind, string> = {
  '/': 'بدون چت',
  '/price': 'قیمت‌ها',
  '/privacy': 'حریم خصوصی',
  '/erased': 'پاک شد',
  '/problem/[code]': 'خطا',
  '/s/[seat]': 'صفحهٔ نخست',
  '/s/[seat]/parcel': 'بسته',
  '/s/[seat]/service': 'روش ارسال',
  '/s/[seat]/address': 'نشانی خود',
  '/s/[seat]/value': 'ارزش کالا',
  '/s/[seat]/review': 'بازبینی',
  '/s/[seat]/permission': 'اجازه',
  '/s/[seat]/preview': 'پیش‌نمایش پیام',
  '/s/[seat]/erase': 'پاک کردن',
  '/s/[seat]/problem/[code]': 'خطا در سفارش',
  '/s/[seat]/shipment/[code]': 'پیگیری مرسوله',
  '/s/[seat]/shipment/[code]/accept': 'پذیرفتن',
  '/s/[seat]/shipment/[code]/address': 'نشانی طرف دوم',
  '/s/[seat]/shipment/[code]/announce': 'خبر دادن در چت',
  '/s/[seat]/shipment/[code]/cancel': 'لغو',
  '/s/[seat]/shipment/[code]/parcel': 'تصحیح بسته',
  '/s/[seat]/shipment/[code]/problem': 'گزارش مشکل',
  '/s/[seat]/shipment/[code]/problem/[thread]': 'پاسخ گزارش',
  '/s/[seat]/shipment/[code]/receipt': 'رسید',
  '/s/[seat]/shipment/[code]/reject': 'رد کردن',
  '/assistant': 'اجازهٔ دستیار',
  '/assistant/[id]': 'دستیار ارسال',
  '/assistant/problem/[code]': 'خطای دستیار',
  '/chatbot/link': 'وصل کردن ربات',
  '/chatbot/linked': 'ربات وصل شد',
  '/chatbot/problem/[code]': 'خطای ربات',
}

export const pageMetricLabels: Record<PageMetric, string> = {
  LCP: 'دیده شدن (LCP)',
  INP: 'پاسخ به دست زدن (INP)',
  CLS: 'جابه‌جایی (CLS)',
  TTFB: 'نخستین بایت (TTFB)',
}

export const ratingLabels: Record<Rating, string> = { good: 'خوب', fair: 'متوسط', poor: 'کند' }

export const figuresTexts = {
  off: 'سرعت صفحه‌ها شمرده نمی‌شود. مدیر ارشد می‌تواند آن را در «شرکت» روشن کند.',
  none: 'در هفت روز گذشته هنوز مرورگری چیزی نگفته است.',
  pages:
    'هر خانه می‌گوید سه‌چهارم بازشدن‌های هفت روز گذشته در چه بازه‌ای یا زودتر بوده است. مرورگرها خودشان می‌گویند؛ کسی می‌تواند عدد نادرست بفرستد. صفحه‌ای که بدون بارگذاری تازه دیده شود، با همان صفحهٔ پیش از خودش شمرده می‌شود.',
  availability:
    'از درون شمرده می‌شود: دقیقه‌ای که پیک دست‌کم یک بار توانسته پاسخ دهد. قطعی شبکه و سرور واسط اینجا دیده نمی‌شود. از بیرون هم با نشانی سلامت بسنجید.',
  launches:
    'از لحظه‌ای که دیوار پیک را باز کرده تا لحظه‌ای که پیام پیشنهاد در چت نشسته است؛ به روز ثبت. مرسوله‌هایی که ردشان پاک شده در آن نیستند.',
  noLaunches: 'در هفت روز گذشته هیچ پیام پیشنهادی به چت نرسیده که آغازش معلوم باشد.',
  lag: 'از رویداد در دیوار تا رسیدن به پیک، فقط در همین پردازش و از آغاز آن.',
} as const

const number = (value: number, digits: number) =>
  toPersianDigits(String(Number(value.toFixed(digits)))).replace('.', '٫')

/** «۹۹٫۵۱٪» */
export const percentText = (percent: number): string => `${number(percent, 2)}٪`

/** «۲ تا ۲٫۵ ثانیه», «تا ۰٫۵ ثانیه», «بیش از ۱۰ ثانیه»; CLS has no unit. */
export function spanText(metric: PageMetric, { above, upTo }: Span): string {
  const [scale, unit] = metric === 'CLS' ? [1, ''] : [1000, ' ثانیه']
  const one = (value: number) => number(value / scale, 3)
  if (upTo === null) return `بیش از ${one(above ?? 0)}${unit}`
  return above === null ? `تا ${one(upTo)}${unit}` : `${one(above)} تا ${one(upTo)}${unit}`
}

/** «۴۵ ثانیه», «۲ دقیقه و ۵ ثانیه», «۳ ساعت و ۲ دقیقه»; never shorter than it was. */
export function tookText(seconds: number): string {
  const whole = Math.ceil(seconds)
  const parts = (big: number, bigUnit: string, small: number, smallUnit: string) =>
    `${toPersianDigits(big)} ${bigUnit}${small > 0 ? ` و ${toPersianDigits(small)} ${smallUnit}` : ''}`
  if (whole < 60) return `${toPersianDigits(whole)} ثانیه`
  if (whole < 3600) return parts(Math.floor(whole / 60), 'دقیقه', whole % 60, 'ثانیه')
  const minutes = Math.ceil(whole / 60)
  return parts(Math.floor(minutes / 60), 'ساعت', minutes % 60, 'دقیقه')
}
