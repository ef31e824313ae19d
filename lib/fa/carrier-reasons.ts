import type { DelayReason, FailureReason, GiveUpReason } from '#lib/shipping/index.ts'

export const failureReasonLabels: Record<FailureReason, string> = {
  nobody_home: 'کسی در نشانی نبود',
  not_reachable: 'گیرنده تلفن را جواب نداد',
  wrong_address: 'نشانی درست نبود',
  refused: 'گیرنده تحویل نگرفت',
  not_paid: 'هزینه پرداخت نشد',
  asked_for_later: 'گیرنده وقت دیگری خواست',
  other: 'دلیل دیگر',
}

export const giveUpReasonLabels: Record<GiveUpReason, string> = {
  no_courier: 'مأمور پیک در دسترس نیست',
  out_of_reach: 'نشانی بیرون از محدودهٔ کار است',
  sender_not_reachable: 'فروشنده در دسترس نبود',
  not_ready: 'کالا آماده نبود',
  parcel_differs: 'بسته با آنچه گفته شده بود فرق داشت',
  forbidden_goods: 'کالا پذیرفتنی نبود',
  cannot_carry: 'این مرسوله را نمی‌شود با پیک فرستاد',
}

export const delayReasonLabels: Record<DelayReason, string> = {
  traffic: 'ترافیک',
  weather: 'وضع هوا',
  many_orders: 'زیاد بودن سفارش‌ها',
  vehicle: 'خرابی وسیلهٔ نقلیه',
  sender_asked: 'خواست فروشنده',
  receiver_asked: 'خواست خریدار',
  other: 'دلیل دیگر',
}

const labelIn = (labels: Record<string, string>, reason: string | null | undefined): string | null =>
  Object.entries(labels).find(([name]) => name === reason)?.[1] ?? null

/** Each null where it is no reason of that list: a side has reasons of its own, by some of the same names. */
export const failureReasonLabel = (reason: string | null | undefined) => labelIn(failureReasonLabels, reason)
export const giveUpReasonLabel = (reason: string | null | undefined) => labelIn(giveUpReasonLabels, reason)
export const delayReasonLabel = (reason: string | null | undefined) => labelIn(delayReasonLabels, reason)
