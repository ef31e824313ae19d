import type { Appointment, PickupWindow } from '#lib/shipping/index.ts'
import { delayReasonLabel } from './carrier-reasons.ts'
import { formatDay, formatDeadline, formatMoment, formatTime } from './date.ts'

/** «فردا، ساعت ۱۷:۰۰ تا ۱۹:۰۰», read now. */
export const windowText = ({ from, to }: PickupWindow, now: Date): string =>
  `${formatMoment(from, now)} تا ${formatTime(to)}`

/** «سه‌شنبه ۱۰ آذر، ساعت ۱۷:۰۰ تا ۱۹:۰۰»: in a chat it is read again on another day. */
export const windowDate = ({ from, to }: PickupWindow, now: Date): string =>
  `${formatDay(from, now)}، ساعت ${formatTime(from)} تا ${formatTime(to)}`

/** «تا سه‌شنبه ۱۰ آذر، ساعت ۲۱:۰۰», likewise. */
export const promiseDate = (promisedAt: Date, now: Date): string =>
  `تا ${formatDay(promisedAt, now)}، ساعت ${formatTime(promisedAt)}`

/** «تا فردا، ساعت ۲۱:۰۰», read now; a promise that was not held is said to be one. */
export const promiseText = (promisedAt: Date, now: Date): string =>
  promisedAt.getTime() > now.getTime()
    ? formatDeadline(promisedAt, now)
    : `قرار بود تا ${formatMoment(promisedAt, now)} برسد`

export const delayLabel = 'دلیل تغییر زمان'

export const appointmentLabels = { pickup: 'گرفتن کالا', delivery: 'تحویل' } as const

/** When the courier comes and by when the parcel is delivered, as far as that is still to come, read now. */
export function appointmentRows(open: Appointment, now: Date): { label: string; value: string }[] {
  const { pickupWindow, promisedAt } = open
  const reason = delayReasonLabel(open.delayReason)
  return [
    ...(pickupWindow ? [{ label: appointmentLabels.pickup, value: windowText(pickupWindow, now) }] : []),
    ...(promisedAt ? [{ label: appointmentLabels.delivery, value: promiseText(promisedAt, now) }] : []),
    ...(reason ? [{ label: delayLabel, value: reason }] : []),
  ]
}

/** Beside a window that cannot be taken any more. */
export const windowGone = 'زمانی که انتخاب کرده بودید دیگر ممکن نیست. زمان‌های تازه را ببینید و دوباره بپذیرید.'
