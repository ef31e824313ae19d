import type { MessageState } from '#lib/addon/messages/index.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { otherSide, type Side } from '#lib/kernel/side.ts'
import type { MessageKind } from '#lib/peyk.ts'
import type { Courier, PickupWindow, ShipmentEvent, ShipmentState, ShipmentStep } from '#lib/shipping/index.ts'
import { carrierText } from './business-texts.ts'
import { failureReasonLabel } from './carrier-reasons.ts'
import { courierText } from './courier-texts.ts'
import { formatDeadline } from './date.ts'
import { sideLabels } from './labels.ts'
import { promiseText, windowText } from './promise-texts.ts'
import { lapsesDays } from './shipment-texts.ts'

/** A step that was taken, in words for `side`. `again`: it was taken before. */
export function stepText(
  step: { event: ShipmentEvent | 'propose'; by: Side | 'carrier' | 'clock'; reason?: ShipmentStep['reason'] },
  side: Side,
  again = false,
): string {
  const who = step.by === side ? 'شما' : step.by === 'SUPPLY' || step.by === 'DEMAND' ? sideLabels[step.by] : 'شرکت پیک'
  const reason = failureReasonLabel(step.reason)
  const texts: Record<ShipmentEvent | 'propose', string> = {
    propose: `پیشنهاد ${who}`,
    accept: `پذیرش ${who}`,
    reject: `رد پیشنهاد از سوی ${who}`,
    amend: `اصلاح بسته از سوی ${who}`,
    cancel: `لغو از سوی ${who}`,
    give_up: `انصراف ${who}`,
    expire: 'پایان مهلت پاسخ',
    lapse: `بسته شد: ${toPersianDigits(lapsesDays)} روز بی‌خبر`,
    assign: 'مأمور پیک مشخص شد',
    pick_up: again ? 'تلاش دوباره برای تحویل' : 'تحویل به مأمور پیک',
    fail: reason ? `تحویل ناموفق: ${reason}` : 'تحویل ناموفق',
    deliver: 'تحویل به خریدار',
    return: 'برگشت به فروشنده',
  }
  return texts[step.event]
}

const way = ['accept', 'assign', 'pick_up', 'deliver'] as const

const done: Partial<Record<ShipmentState, number>> = { proposed: 0, accepted: 1, assigned: 2, picked_up: 3 }

type ToCome = { event: (typeof way)[number]; text: string }

/** What is still to come, if all goes well, in words for `side`: the first of it is what is awaited. */
export function stepsToCome(state: ShipmentState, side: Side, proposerSide: Side): ToCome[] {
  if (state === 'delivery_failed') return [{ event: 'deliver', text: 'تحویل دوباره، یا برگشت به فروشنده' }]
  const from = done[state]
  if (from === undefined) return []
  const accepts = otherSide(proposerSide)
  const seller = side === 'SUPPLY'
  const texts: Record<(typeof way)[number], string> = {
    accept: accepts === side ? 'شما بپذیرید' : `${sideLabels[accepts]} بپذیرد`,
    assign: 'مأمور پیک مشخص شود',
    pick_up: seller ? 'کالا را به مأمور پیک بدهید' : 'مأمور پیک کالا را بگیرد',
    deliver: seller ? 'کالا به خریدار برسد' : 'کالا به دست شما برسد',
  }
  return way.slice(from).map((event) => ({ event, text: texts[event] }))
}

/** Beside a step that comes after the awaited one: when, where that is agreed. */
export function laterText(
  event: ToCome['event'],
  { pickupWindow, promisedAt, now }: Pick<Awaited, 'pickupWindow' | 'promisedAt' | 'now'>,
): string | null {
  if (event === 'pick_up') return pickupWindow && windowText(pickupWindow, now)
  return event === 'deliver' ? promisedAt && promiseText(promisedAt, now) : null
}

type Awaited = {
  state: ShipmentState
  side: Side
  /** The business's name; null where it has none. */
  business: string | null
  /** Of a proposal. */
  dueAt: Date | null
  pickupWindow: PickupWindow | null
  promisedAt: Date | null
  /** Who comes, where that is known and for these eyes. */
  courier: Courier | null
  now: Date
}

/** Beside the step that is awaited: who comes, where they are named, and by when, where there is a deadline, else who does it. Null where nothing is. */
export function awaitedText({ state, side, business, courier, now, ...by }: Awaited): string | null {
  const withCourier = (text: string, between = '؛ ') => (courier ? `${courierText(courier)}${between}${text}` : text)
  switch (state) {
    case 'proposed':
      return by.dueAt && formatDeadline(by.dueAt, now)
    case 'accepted':
      return `${carrierText(business)} مشخص می‌کند`
    case 'assigned':
      if (by.pickupWindow) return withCourier(windowText(by.pickupWindow, now))
      return withCourier(side === 'SUPPLY' ? 'پیش شما می‌آید' : 'پیش فروشنده می‌رود', ' ')
    case 'picked_up':
      if (by.promisedAt) return withCourier(promiseText(by.promisedAt, now))
      return courier ? `${courierText(courier)} در راه است` : 'با مأمور پیک در راه است'
    case 'delivery_failed':
      if (by.promisedAt && by.promisedAt > now) return promiseText(by.promisedAt, now)
      return `${carrierText(business)} هماهنگ می‌کند`
    default:
      return null
  }
}

/** What each message in the chat is about. */
export const messageKindLabels: Record<MessageKind, string> = {
  proposal: 'پیشنهاد',
  answer: 'پاسخ پیشنهاد',
  amendment: 'اصلاح بسته',
  pickup: 'تحویل به مأمور پیک',
  failure: 'تحویل ناموفق',
  delay: 'تغییر زمان',
  end: 'پایان کار',
  reminder: 'یادآوری',
  offer: 'پیشنهاد ارسال',
  reply: 'پاسخ شما',
  notice: 'خبر در گفت‌وگو با ربات پیک',
  support_answer: 'پاسخ شرکت پیک در گفت‌وگو با ربات پیک',
}

export const messageStateLabels: Record<MessageState, string> = {
  queued: 'در راه است',
  sending: 'در راه است',
  sent: 'در چت نوشته شد',
  refused: 'دیوار نپذیرفت',
  unconfirmed: 'نمی‌دانیم رسیده یا نه',
  superseded: 'اعلام نشد، چون خبر تازه‌تری آمد',
  unannounced: 'اعلام نشد',
}
