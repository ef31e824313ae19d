import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { ErasureMeaning, ShipmentState } from '#lib/shipping/index.ts'
import { carrierText } from './business-texts.ts'

/** What erasing does to one shipment, for anyone who is on `side` of it. `business`: its name; null while it has none. */
export function erasureSentence(
  meaning: ErasureMeaning,
  state: ShipmentState,
  side: Side,
  business: string | null,
): string {
  const carrier = carrierText(business)
  if (meaning === 'untouched')
    return 'در این مرسوله نشانی شما نیست؛ فقط متن مشکلی که گزارش کرده‌اید و پاسخ‌های آن پاک می‌شود.'
  if (meaning === 'over') return 'کار این مرسوله تمام شده است؛ نشانی شما از آن پاک می‌شود.'
  if (meaning === 'goes_on') {
    if (state === 'proposed')
      return 'پیشنهاد باز می‌ماند و نشانی شما از آن پاک می‌شود؛ برای پذیرفتن باید آن را دوباره بنویسید.'
    return side === 'DEMAND'
      ? `کالا در راه است و دیگر نمی‌شود لغوش کرد. به ${carrier} می‌گوییم نشانی و شمارهٔ شما را پاک کند؛ شاید نتواند کالا را به دست شما برساند.`
      : `کالا در راه است و دیگر نمی‌شود لغوش کرد. به ${carrier} می‌گوییم نشانی و شمارهٔ شما را پاک کند؛ اگر کالا برگردد، شاید نتواند آن را به شما برساند.`
  }
  if (state === 'proposed') return 'پیشنهاد شما بسته می‌شود و طرف مقابل دیگر نمی‌تواند آن را بپذیرد.'
  const told = `ارسال لغو می‌شود. به ${carrier} می‌گوییم که سفارش را کنار بگذارد و نشانی و شمارهٔ شما را پاک کند.`
  return state === 'assigned' ? `${told} پیک شاید همین حالا در راه باشد و دست خالی برمی‌گردد.` : told
}

/** What is ticked before erasing under a shipment that goes on without it. */
export function understood(meanings: ErasureMeaning[]): string {
  const [cancelled, goesOn] = [meanings.includes('cancelled'), meanings.includes('goes_on')]
  if (cancelled && goesOn)
    return 'می‌دانم که با پاک کردن اطلاعاتم، ارسال‌هایی که راه نیفتاده‌اند لغو می‌شوند و بقیه بدون نشانی من پیش می‌روند.'
  return cancelled
    ? 'می‌دانم که با پاک کردن اطلاعاتم، این ارسال لغو می‌شود.'
    : 'می‌دانم که این ارسال بدون نشانی من پیش می‌رود و شاید کالا به دستم نرسد.'
}

export const eraseFaults = {
  understood: 'اگر مطمئن هستید، این را تأیید کنید.',
  changed: 'وضعیت مرسوله همین حالا عوض شد و چیزی پاک نشد. ببینید پاک کردن حالا چه معنایی دارد.',
}

/** What there is of somebody, as the page lists it. */
export function whatThereIs(found: {
  drafts: number
  addresses: number
  problems: number
  isProved: boolean
  isRemembered: boolean
}): string[] {
  const { drafts, addresses, problems, isProved, isRemembered } = found
  return [
    ...(drafts > 0 ? ['پیش‌نویس سفارش: بسته، نام، موبایل و نشانی'] : []),
    ...(addresses > 0 ? [`نام، موبایل و نشانی شما در ${toPersianDigits(addresses)} مرسوله`] : []),
    ...(problems > 0 ? [`متن ${toPersianDigits(problems)} مشکلی که گزارش کرده‌اید، با پاسخ‌ها`] : []),
    ...(isProved ? ['اجازه‌ای که در دیوار داده‌اید و شناسهٔ کاربری شما'] : []),
    ...(isRemembered ? ['نشانی‌ای که این مرورگر برای سفارش بعدی به یاد دارد'] : []),
    'نشست این مرورگر: پس از پاک کردن، این صفحه‌ها دیگر باز نمی‌شوند',
  ]
}

/** What stays after erasing. */
export const whatStays = [
  'یک ردیف بی‌نام برای حساب‌داری: شهرها، اندازهٔ بسته، روش و هزینهٔ ارسال، وضعیت و زمان‌ها.',
  'عنوان آگهی و کد رهگیری تا ۳۰ روز پس از پایان کار، چون طرف مقابل هم صفحهٔ مرسوله را می‌بیند.',
  'پیام‌هایی که در چت دیوار نوشته شده‌اند؛ آن‌ها دست دیوار است.',
]
