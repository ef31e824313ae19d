import type { ProofState } from '#lib/carrier/index.ts'
import type { Attention, DeskActedOfMany, DeskStep, Standing, TabName } from '#lib/desk/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { CarrierStatus, OverrideReason } from '#lib/shipping/index.ts'
import { stateLabels } from './labels.ts'
import { roleLabels } from './staff-texts.ts'

export const tabLabels: Record<TabName, string> = {
  new: 'تازه',
  assigned: 'سپرده‌شده',
  on_the_way: 'در راه',
  exceptions: 'نیازمند رسیدگی',
  open: 'همهٔ بازها',
  ended_today: 'پایان‌یافتهٔ امروز',
}

export const todayTexts = {
  toAnswer: 'پیام‌های مردم',
  /** In place of the name of somebody who is given nothing any more. */
  noMore: 'مأموری که دیگر فعال نیست',
  load: (toCollect: number, onTheWay: number) => {
    const parts = [
      toCollect > 0 && `${toPersianDigits(toCollect)} برای گرفتن`,
      onTheWay > 0 && `${toPersianDigits(onTheWay)} برای رساندن`,
    ].filter(Boolean)
    return parts.length > 0 ? parts.join('، ') : 'بی‌کار'
  },
} as const

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

/** What the columns of the queue's file are called. */
export const queueFileColumns = {
  code: 'کد پیگیری',
  state: 'وضعیت',
  attention: 'نیازمند رسیدگی',
  promised: 'وعدهٔ تحویل',
  service: 'روش',
  pickup: 'از',
  dropoff: 'به',
  size: 'اندازه',
  price: 'کرایه (تومان)',
  payer: 'پرداخت‌کننده',
  changed: 'آخرین تغییر',
} as const

/** Why the courier goes on without a handover code. */
export const overrideReasonLabels: Record<OverrideReason, string> = {
  code_not_known: 'کد را نداشت',
  identity_checked: 'مدرک شناسایی دیده شد',
  agreed_by_phone: 'تلفنی هماهنگ شد',
  other: 'دلیل دیگر',
}

/** What a button does that moves a shipment on. */
export const moveLabels: Record<CarrierStatus, string> = {
  assigned: 'سپردن به مأمور پیک',
  picked_up: 'کالا گرفته شد',
  delivery_failed: 'تحویل نشد',
  delivered: 'تحویل شد',
  returned: 'به فروشنده برگشت',
  cancelled: 'انصراف از این مرسوله',
}

/** What became of an act, where nothing more is to be said of it. */
export function actedText(acted: DeskActedOfMany): string {
  switch (acted.kind) {
    case 'done':
      return 'ثبت شد.'
    case 'repeated':
      return 'پیش از این هم همین‌طور بود؛ چیزی تغییر نکرد.'
    case 'illegal':
      return `انجام نشد: وضعیت این مرسوله اکنون «${stateLabels[acted.shipment.state]}» است.`
    case 'code_refused':
      return codeTexts[acted.fault]
    case 'no_such_courier':
      return 'این مأمور پیک دیگر فعال نیست. کس دیگری را انتخاب کنید.'
    case 'not_found':
      return 'این مرسوله پیدا نشد.'
    case 'not_allowed':
      return 'نقش شما اجازهٔ این کار را ندارد.'
    case 'failed':
      return 'در سمت ما خطایی پیش آمد و چیزی ثبت نشد. کمی بعد دوباره امتحان کنید.'
  }
}

const codeTexts = {
  wrong: 'کد تحویل درست نیست. دوباره بپرسید.',
  missing: 'کد تحویل را بنویسید، یا دلیل ادامه دادن بدون کد را انتخاب کنید.',
  locked: 'کد پنج بار نادرست گفته شد. فقط با انتخاب دلیل می‌شود ادامه داد.',
} as const

/** What somebody does at the business; a role of a later version by its name. */
export const roleText = (role: string): string =>
  Object.entries(roleLabels).find(([name]) => name === role)?.[1].label ?? role

/** How far the picture of a delivery has come. */
export const proofTexts: Record<ProofState, string> = {
  waiting: 'رسیده است و منتظر است که خریدار بخواهد آن را ببیند.',
  queued: 'رسیده است و برای خریدار فرستاده می‌شود.',
  sending: 'رسیده است و برای خریدار فرستاده می‌شود.',
  sent: 'برای خریدار فرستاده شد و اینجا پاک شد.',
  unconfirmed: 'معلوم نیست به خریدار رسیده باشد؛ او در صفحهٔ خودش می‌گوید.',
  refused: 'به خریدار نرسید و پاک شد.',
}

/** Who took a step, and from where. */
export function authorText({ by, author }: Pick<DeskStep, 'by' | 'author'>): string {
  if (author) {
    const role = roleText(author.role)
    return author.way === 'desk' ? `${role}، از میز کار` : role
  }
  return { SUPPLY: 'فروشنده', DEMAND: 'خریدار', carrier: 'سامانهٔ شرکت', clock: 'خودکار' }[by]
}

export const deskFormTexts = {
  noPromise: 'زمان تازهٔ گرفتن یا تحویل را بنویسید',
  wholeTime: 'روز و ساعت را با هم بنویسید، مثل ۱۴:۳۰',
  pastTime: 'زمانی در آینده و حداکثر تا ۶۰ روز دیگر بنویسید',
  wrongWindow: 'ساعت پایان باید پس از ساعت آغاز باشد و هنوز نگذشته باشد',
  noteUnfit: 'یادداشت خالی است یا از ۱۰۰۰ حرف بلندتر است',
  noCourier: 'مأمور پیک را انتخاب کنید',
  noReason: 'دلیل را انتخاب کنید',
  noneChosen: 'دست‌کم یک مرسوله را انتخاب کنید',
  tooMany: 'بیش از ۵۰ مرسوله را نمی‌شود یکجا سپرد',
} as const

/** Why an end is not shown in full. */
export const notRevealedTexts = {
  gone: 'نشانی این سر پاک شده است.',
  unreadable: 'این نشانی باز نمی‌شود: کلیدی که با آن قفل شده بود دیگر نیست. به مدیر سامانه بگویید.',
  not_found: 'این مرسوله پیدا نشد.',
  not_allowed: 'نقش شما اجازهٔ این کار را ندارد.',
} as const

/** Why the picture of a delivery is not shown. */
export const noPictureTexts = {
  gone: 'این عکس دیگر اینجا نیست.',
  unreadable: 'این عکس باز نمی‌شود: کلیدی که با آن قفل شده بود دیگر نیست. به مدیر سامانه بگویید.',
  not_allowed: 'نقش شما اجازهٔ دیدن این عکس را ندارد.',
} as const

/** What became of a text to a person. */
export const answerTexts = {
  unfit: 'متن خالی است، از اندازه بلندتر است، یا شماره و نشانی‌ای در آن است که نباید باشد.',
  closed: 'این گفت‌وگو بسته شده است.',
  not_found: 'این گفت‌وگو دیگر نیست.',
  other: 'پاسخ ثبت نشد. صفحه را دوباره باز کنید.',
} as const
