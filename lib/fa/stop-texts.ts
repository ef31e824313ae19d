import type { PictureGiven, Tapped } from '#lib/courier/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { End, ShipmentState } from '#lib/shipping/index.ts'
import { formatMoment } from './date.ts'
import { stateLabels } from './labels.ts'
import { formatToman } from './money.ts'
import { promiseText } from './promise-texts.ts'

type Deed = 'picked_up' | 'delivered' | 'failed' | 'tried_again' | 'returned'

/** What a courier says by a button. */
export const deedLabels: Record<Deed | 'picture', string> = {
  picked_up: 'تحویل گرفتم',
  delivered: 'رساندم',
  failed: 'تحویل نشد',
  tried_again: 'دوباره می‌برم',
  returned: 'به فروشنده برگرداندم',
  picture: 'عکس تحویل',
}

/** What is to be done at a stop. */
export function stopTitle(end: End, state: ShipmentState): string {
  if (end === 'dropoff') return 'رساندن به خریدار'
  return state === 'delivery_failed' ? 'برگرداندن به فروشنده' : 'گرفتن از فروشنده'
}

export const stopCountText = (count: number): string =>
  count === 0 ? 'کاری برای امروز نمانده است.' : `${toPersianDigits(count)} توقف مانده است.`

/** The same to who hears the page and does not see it, when it has become another number. */
export const stopsNowText = (count: number): string =>
  count === 0 ? 'دیگر توقفی برای امروز ندارید.' : `اکنون ${toPersianDigits(count)} توقف دارید.`

/** What the courier takes at the end of who pays. */
export const moneyText = (tomans: number, end: End): string =>
  `${formatToman(tomans)} از ${end === 'pickup' ? 'فروشنده' : 'خریدار'} بگیرید.`

/** By when somebody is expected there, read now. */
export function stopDueText(due: Date, end: End, now: Date): string {
  if (end === 'dropoff' || due > now) return promiseText(due, now)
  return `قرار بود تا ${formatMoment(due, now)} گرفته شود`
}

const codeTexts = {
  wrong: 'کد تحویل درست نیست. دوباره بپرسید.',
  missing: 'کد تحویل را بپرسید و بنویسید.',
  locked: 'کد پنج بار نادرست گفته شد. با شرکت تماس بگیرید تا از میز کار ادامه دهند.',
} as const

export const tapTexts = {
  no_reason: 'دلیل را انتخاب کنید',
  not_yours: 'این مرسوله دیگر به شما سپرده نیست.',
  not_allowed: 'نقش شما اجازهٔ این کار را ندارد.',
  unknown: 'این کار شناخته نشد. صفحه را دوباره باز کنید.',
  too_old: 'بیش از یک روز روی گوشی ماند و فرستاده نشد. ببینید هنوز درست است یا نه، و از نو ثبت کنید.',
} as const

/** Why a tap was not taken; null: it was. */
export function tapRefusal(tapped: Tapped): string | null {
  switch (tapped.kind) {
    case 'done':
      return null
    case 'illegal':
      return `انجام نشد: وضعیت این مرسوله اکنون «${stateLabels[tapped.state]}» است.`
    case 'code_refused':
      return codeTexts[tapped.fault]
    default:
      return tapTexts[tapped.kind]
  }
}

/** What became of a picture, by a word that an address may bring. */
export const pictureTexts = {
  taken: 'عکس رسید و برای خریدار فرستاده می‌شود.',
  repeated: 'این عکس پیش‌تر رسیده بود.',
  sent: 'برای این مرسوله پیش‌تر عکسی فرستاده شده است.',
  illegal: 'فقط مرسولهٔ تحویل‌شده عکس تحویل دارد.',
  erased: 'خریدار اطلاعاتش را پاک کرده است؛ عکسی نگه داشته نمی‌شود.',
  unfit: 'این عکس پذیرفته نشد. عکس دیگری با دوربین گوشی بگیرید.',
  too_large: 'عکس از ۵ مگابایت بزرگ‌تر است. عکس کوچک‌تری بگیرید.',
  none: 'عکسی انتخاب نشده است.',
  busy: 'عکس اکنون پذیرفته نشد. کمی بعد دوباره بفرستید.',
  not_yours: tapTexts.not_yours,
  not_found: tapTexts.not_yours,
  not_allowed: tapTexts.not_allowed,
  session: 'نشست شما بسته شده است. وارد شوید و عکس را دوباره بفرستید.',
  fault: 'در سمت ما خطایی پیش آمد. کمی بعد دوباره بفرستید.',
} as const

export type PictureWord = keyof typeof pictureTexts

/** The word for what became of a picture; what says nothing of it may come again. */
export const pictureWord = ({ kind }: PictureGiven): PictureWord =>
  kind === 'too_slow' || kind === 'too_many_waiting' ? 'busy' : kind
