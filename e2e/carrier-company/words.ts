import { cities, digits, districts } from '../simulator/index.ts'
import type { Recovery, Step } from './book.ts'
import type { End } from './order.ts'

const states: Record<string, string> = {
  unknown: 'سفارش ناقص',
  accepted: 'سفارش تازه',
  assigned: 'پیک تعیین شد',
  picked_up: 'در راه',
  delivered: 'تحویل شد',
  delivery_failed: 'تحویل ناموفق',
  returned: 'برگشت داده شد',
  cancelled: 'لغو شد',
  expired: 'بی‌خبر بسته شد',
  closed: 'بسته شده',
}

const steps: Record<string, string> = {
  assigned: 'تعیین پیک',
  picked_up: 'تحویل گرفته شد',
  delivered: 'تحویل شد',
  delivery_failed: 'تحویل ناموفق',
  returned: 'برگشت داده شد',
  cancelled: 'انصراف',
  '': 'زمان یا پیک تازه',
}

/** Why a delivery failed, a shipment was given up, a promise moved: each list goes with its own call. */
export const reasonLists: Record<string, Record<string, string>> = {
  'تحویل ناموفق': {
    nobody_home: 'کسی نبود',
    not_reachable: 'جواب نداد',
    wrong_address: 'نشانی غلط',
    refused: 'نگرفت',
    not_paid: 'پول نداد',
    asked_for_later: 'وقت دیگری خواست',
    other: 'دلیل دیگر',
  },
  انصراف: {
    no_courier: 'پیک نداریم',
    out_of_reach: 'بیرون از محدوده',
    sender_not_reachable: 'فروشنده نبود',
    not_ready: 'کالا آماده نبود',
    parcel_differs: 'بسته فرق داشت',
    forbidden_goods: 'کالای ممنوع',
    cannot_carry: 'بردنی نیست',
  },
  'زمان تازه': {
    traffic: 'ترافیک',
    weather: 'وضع هوا',
    many_orders: 'شلوغی',
    vehicle: 'خرابی وسیله',
    sender_asked: 'فروشنده خواست',
    receiver_asked: 'خریدار خواست',
  },
}

export const overrideReasons: Record<string, string> = {
  code_not_known: 'کد را نمی‌دانست',
  identity_checked: 'کارت شناسایی دیدیم',
  agreed_by_phone: 'تلفنی هماهنگ شد',
  other: 'دلیل دیگر',
}

export const vehicles: Record<string, string> = {
  motorcycle: 'موتور',
  car: 'خودرو',
  van: 'وانت',
  truck: 'کامیون',
  bicycle: 'دوچرخه',
  on_foot: 'پیاده',
}

const sizes: Record<string, string> = {
  envelope: 'پاکت',
  small: 'بستهٔ کوچک',
  medium: 'بستهٔ متوسط',
  large: 'بستهٔ بزرگ',
  xlarge: 'بستهٔ خیلی بزرگ',
}

const services: Record<string, string> = {
  city_express: 'پیک فوری',
  city_same_day: 'پیک همان‌روز',
  post_vijeh: 'پست ویژه',
  post_pishtaz: 'پست پیشتاز',
}

const payers: Record<string, string> = {
  buyer: 'خریدار می‌پردازد',
  seller: 'فروشنده می‌پردازد',
  on_delivery: 'پس‌کرایه',
}

const sides: Record<string, string> = { buyer: 'خریدار', seller: 'فروشنده' }

const reasons: Record<string, string> = {
  changed_mind: 'از معامله منصرف شد',
  other_way: 'راه دیگری پیدا شد',
  wrong_data: 'اطلاعات اشتباه وارد شده بود',
  too_slow: 'پیک دیر کرده بود',
  other: 'دلیل دیگر',
  erased: 'اطلاعات یکی از دو طرف پاک شد',
}

/** A word that is not in the table is shown as it came. */
const wordOf = (table: Record<string, string>) => (code: string) =>
  Object.hasOwn(table, code) ? (table[code] ?? code) : code

export const stateWord = wordOf(states)
export const stepWord = wordOf(steps)
export const sizeWord = wordOf(sizes)
export const serviceWord = wordOf(services)
export const payerWord = wordOf(payers)
export const sideWord = wordOf(sides)
export const reasonWord = wordOf(reasons)

export function weightWord(grams: number): string {
  return grams < 1000 ? digits(`${grams} گرم`) : digits(`${grams / 1000} کیلوگرم`).replace('.', '٫')
}

export function placeWord({ city, district }: End): string {
  const cityName = cities.find(({ slug }) => slug === city)?.display ?? city
  if (!district) return cityName
  const inside = Object.hasOwn(districts, city) ? (districts[city] ?? []) : []
  return `${cityName}، ${inside.find(({ slug }) => slug === district)?.display ?? district}`
}

export type Said = { good: boolean; text: string; detail: string | null }

/** What Peyk answered to a step. */
export function stepSaid({ status, answer }: Step): Said {
  const detail = answer.reason
  const bad = (text: string): Said => ({ good: false, text: `«${stepWord(status)}»: ${text}`, detail })
  if (answer.status === 200) {
    const text = answer.repeated ? 'پیش‌تر ثبت شده بود؛ چیزی عوض نشد.' : 'ثبت شد.'
    return { good: true, text: `«${stepWord(status)}» ${text}`, detail: null }
  }
  if (answer.status === 409) {
    const now = answer.state ? ` وضعیت مرسوله: «${stateWord(answer.state)}».` : ''
    return bad(`این گام از وضعیت کنونی ممکن نیست.${now}`)
  }
  if (answer.status === 404) return bad('مرسوله‌ای با این کد نیست.')
  return bad(refusal(answer.status))
}

export function recoverySaid({ status, reason, shipments, changed }: Recovery): Said {
  if (status === 200 && reason !== null) {
    return { good: false, text: 'فهرستی که رسید خوانده نشد و دفتر دست نخورد.', detail: reason }
  }
  if (status !== 200) return { good: false, text: `بازیابی نشد: ${refusal(status)}`, detail: reason }
  const news = changed.length === 0 ? 'چیزی جا نمانده بود.' : `${changed.length} مرسوله در دفتر به‌روز شد.`
  return { good: true, text: digits(`بازیابی شد: ${shipments} مرسولهٔ باز در فهرست بود و ${news}`), detail: null }
}

function refusal(status: number | null): string {
  if (status === null) return 'برنامه جواب نداد. دوباره بزنید؛ تکرارش بی‌خطر است.'
  if (status === 400) return 'برنامه درخواست را نفهمید.'
  if (status === 401) return 'امضا پذیرفته نشد. کلیدها و ساعت را ببینید.'
  if (status === 429) return 'درخواست‌ها زیاد بود. کمی بعد دوباره بزنید.'
  if (status >= 500) return digits(`برنامه خطا داد (${status}). دوباره بزنید؛ تکرارش بی‌خطر است.`)
  return digits(`برنامه نپذیرفت (${status}).`)
}
