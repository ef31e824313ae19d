import { toPersianDigits } from '#lib/kernel/digits.ts'
import { otherSide, type Side } from '#lib/kernel/side.ts'
import type {
  CancelReason,
  GiveUpReason,
  LapseReason,
  Payer,
  RejectReason,
  ShipmentState,
} from '#lib/shipping/index.ts'
import { giveUpReasonLabel } from './carrier-reasons.ts'
import { formatDeadline } from './date.ts'
import { cancelReasonLabels, rejectReasonLabels, sideLabels } from './labels.ts'

/** A shipment as one side looks at it. */
export type Seen = {
  state: ShipmentState
  /** Who looks. */
  side: Side
  proposerSide: Side
  /** Whether the seller sent it back with the parcel corrected: the buyer's address is known. */
  isAmended?: boolean
  /** Whether the chat was not told of what this side proposed. */
  isUntold?: boolean
  /** Who took the last step. */
  by: Side | 'carrier' | 'clock'
  /** Why it ended, where somebody said. */
  reason?: RejectReason | CancelReason | GiveUpReason | LapseReason | null
}

const headings: Record<Exclude<ShipmentState, 'proposed'>, string> = {
  accepted: 'ارسال پذیرفته شد',
  assigned: 'مأمور پیک مشخص شد',
  picked_up: 'مرسوله در راه است',
  delivery_failed: 'تحویل انجام نشد',
  rejected: 'پیشنهاد پذیرفته نشد',
  cancelled: 'ارسال لغو شد',
  expired: 'مهلت پاسخ تمام شد',
  delivered: 'مرسوله تحویل شد',
  returned: 'مرسوله به فروشنده برگشت',
}

/** The heading of the shipment page: where things stand. */
export function shipmentHeading({ state, side, proposerSide, reason, isAmended, isUntold }: Seen): string {
  if (reason === 'no_news') return 'این ارسال بسته شد'
  if (state !== 'proposed') return headings[state]
  if (isUntold) return `ثبت شد، ولی ${sideLabels[otherSide(side)]} هنوز خبر ندارد`
  if (isAmended) return side === proposerSide ? 'اصلاح شما برای خریدار فرستاده شد' : 'فروشنده بسته را اصلاح کرد'
  return side === proposerSide ? 'درخواست شما ثبت شد' : `پیشنهاد ارسال از طرف ${sideLabels[proposerSide]}`
}

type Details = {
  reason: RejectReason | CancelReason | GiveUpReason | LapseReason | null
  /** «۲ تا ۴ ساعت» */
  deliveryTime: string
  dueAt: Date | null
  now: Date
}

/** What it means for the viewer, what comes next and by when. */
export function whatNext(seen: Seen, { reason, deliveryTime, dueAt, now }: Details): string {
  const { state, side, proposerSide } = seen
  const seller = side === 'SUPPLY'
  const usual = `زمان تحویل، پس از گرفتن کالا: ${deliveryTime}.`
  const ready = 'کالا را بسته‌بندی و آماده نگه دارید.'
  switch (state) {
    case 'proposed': {
      const waits =
        side === proposerSide
          ? seen.isUntold
            ? 'در چت چیزی نوشته نشده است؛ خودتان به او بگویید.'
            : `حالا منتظر پاسخ ${sideLabels[otherSide(side)]} هستیم.`
          : seen.isAmended
            ? 'هزینه با بستهٔ تازه بیشتر از مبلغی شد که پذیرفته بودید. اگر موافق هستید، با همان نشانی بپذیرید.'
            : 'اگر موافق هستید، نشانی خود را کامل کنید؛ قیمت قطعی را پیش از پذیرفتن می‌بینید.'
      return `${waits}${deadlineText(seen, dueAt, now)}`
    }
    case 'accepted':
      return seller
        ? `شرکت پیک برای گرفتن کالا با شما هماهنگ می‌کند. ${ready}`
        : `شرکت پیک برای گرفتن کالا با فروشنده هماهنگ می‌کند. ${usual}`
    case 'assigned':
      return seller
        ? `مأمور پیک برای گرفتن کالا پیش شما می‌آید. ${ready}`
        : `مأمور پیک برای گرفتن کالا پیش فروشنده می‌رود. ${usual}`
    case 'picked_up':
      return seller
        ? `مأمور پیک کالا را از شما گرفته است و به خریدار می‌رساند. ${usual}`
        : `مأمور پیک کالا را گرفته است و برای شما می‌آورد. ${usual} تلفن خود را در دسترس نگه دارید.`
    case 'delivery_failed':
      return seller
        ? 'مأمور پیک نتوانست کالا را تحویل دهد. دوباره برای تحویل می‌رود، یا کالا را به شما برمی‌گرداند.'
        : 'مأمور پیک نتوانست کالا را تحویل دهد. دوباره برای تحویل می‌آید، یا کالا را به فروشنده برمی‌گرداند. تلفن خود را در دسترس نگه دارید.'
    case 'delivered':
      return seller ? 'کالا به دست خریدار رسید.' : 'کالا در نشانی شما تحویل داده شد.'
    case 'returned':
      return seller ? 'کالا به شما برگردانده شد.' : 'کالا به فروشنده برگردانده شد.'
    case 'expired':
      if (reason === 'no_news') return lapsedText
      return 'تا پایان مهلت پاسخی نیامد و این پیشنهاد بسته شد.'
    default:
      return `${endedBy(seen)}${reasonText(state, reason)}`
  }
}

/** After how long the clock ends what nobody tells of; the shipping domain's own number, as its test holds. */
export const lapsesDays = 30

const lapsedText = `${toPersianDigits(lapsesDays)} روز است که شرکت پیک خبر تازه‌ای از این مرسوله نداده است؛ برای همین آن را بستیم و نشانی هر دو طرف را پاک کردیم. اگر کالا هنوز نرسیده یا برنگشته است، از «گزارش مشکل» در همین صفحه به شرکت پیک بگویید.`

function deadlineText({ side, proposerSide }: Seen, dueAt: Date | null, now: Date): string {
  if (!dueAt) return ''
  if (dueAt.getTime() <= now.getTime()) return ' مهلت پاسخ گذشته است.'
  const until = formatDeadline(dueAt, now)
  if (side !== proposerSide) return ` ${until} فرصت دارید پاسخ دهید.`
  return ` ${sideLabels[otherSide(side)]} ${until} فرصت دارد پاسخ دهد.`
}

function endedBy({ state, side, by }: Seen): string {
  const own = by === side
  const who = by === 'SUPPLY' || by === 'DEMAND' ? sideLabels[by] : 'شرکت پیک'
  if (state === 'rejected') return own ? 'شما این پیشنهاد را نپذیرفتید.' : `${who} این پیشنهاد را نپذیرفت.`
  return own ? 'شما این ارسال را لغو کردید.' : `${who} این ارسال را لغو کرد.`
}

function reasonText(state: ShipmentState, reason: Details['reason']): string {
  if (reason === null) return ''
  const labels: Partial<Record<string, string>> = state === 'rejected' ? rejectReasonLabels : cancelReasonLabels
  const label = labels[reason] ?? giveUpReasonLabel(reason)
  return label ? ` دلیل: «${label}».` : ''
}

/** For an actor who came too late: that their tap changed nothing, and why. */
export function tooLateText(seen: Seen): string {
  const { state, side, by } = seen
  const what: Record<ShipmentState, string> = {
    proposed: 'وضعیت این پیشنهاد عوض شد.',
    accepted: by === side ? 'شما این پیشنهاد را پذیرفتید.' : `${sideLabels[otherSide(side)]} این پیشنهاد را پذیرفت.`,
    assigned: 'مأمور پیک مشخص شد.',
    picked_up: 'مأمور پیک کالا را گرفت.',
    delivery_failed: 'تحویل کالا انجام نشد.',
    rejected: endedBy(seen),
    cancelled: endedBy(seen),
    expired: 'مهلت تمام شد.',
    delivered: 'کالا تحویل داده شد.',
    returned: 'کالا به فروشنده برگشت.',
  }
  return `پیش از رسیدن درخواست شما، ${what[state]} کاری که خواستید انجام نشد.`
}

/** What a proposer may write to the other side, where the chat was not told: ready to be copied. */
export const tellText = (side: Side): string =>
  `برایت ${side === 'DEMAND' ? 'درخواست' : 'پیشنهاد'} ارسال ثبت کردم؛ از دکمهٔ پازل همین چت، «پیک» را باز کن.`

/** What a proposal costs the side that is to answer it; `price` in words. */
export function ownCost({ side, payer, price }: { side: Side; payer: Payer; price: string }) {
  const pays: Side = payer === 'seller' ? 'SUPPLY' : 'DEMAND'
  const when = pays === 'SUPPLY' ? 'هنگام دادن کالا' : 'هنگام تحویل گرفتن کالا'
  if (pays === side) return { amount: price, detail: `خودتان ${when}، به مأمور پیک می‌پردازید.` }
  return { amount: 'برای شما رایگان است', detail: `${sideLabels[pays]} ${when}، ${price} به مأمور پیک می‌پردازد.` }
}

/** What cancelling means in the state it is in. */
export function cancelMeaning(state: ShipmentState): string[] {
  if (state === 'proposed') {
    return [
      'پیشنهاد شما بسته می‌شود و طرف مقابل دیگر نمی‌تواند آن را بپذیرد.',
      'نشانی شما از آن پاک می‌شود و فقط در پیش‌نویس خودتان تا یک روز می‌ماند، تا اگر خواستید دوباره پیشنهاد دهید.',
    ]
  }
  return ['به شرکت پیک می‌گوییم که سفارش را کنار بگذارد.', 'نشانی هر دو طرف همین حالا پاک می‌شود.']
}

/** Whether the chat hears of what a side is about to do. */
export const chatIsTold = (told: boolean): string =>
  told ? 'در چت هم نوشته می‌شود.' : 'در چت چیزی نوشته نمی‌شود؛ اگر لازم است، خودتان به طرف مقابل بگویید.'
