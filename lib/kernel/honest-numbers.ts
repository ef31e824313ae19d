/** A number as digits, and what stands between it and the one before: signs, «و». */
export type NumberItem = { digits: string; before: string }

const money = /^(هزار|هزارتومان|هزارتومن|میلیون|میلیارد|تومان|تومن|تومنه|تومانه|ت|ریال|toman|tooman|rial|k)$/

/** Whether every number of a run is part of a date, an hour, a price, a size or a list in order; `next` is the word behind. */
export function isHonest(items: readonly NumberItem[], next: string): boolean {
  if (isInOrder(items) || isSize(items)) return true
  for (let at = 0; at < items.length; ) {
    const taken = dateAt(items, at) || timeAt(items, at) || amountAt(items, at, next) || smallAt(items, at, next)
    if (taken === 0) return false
    at += taken
  }
  return true
}

const joint = (item: NumberItem | undefined) => item?.before.trim() ?? ''
const within = (digits: string, least: number, most: number) => Number(digits) >= least && Number(digits) <= most
const isYear = (digits: string) => digits.length === 4 && (within(digits, 1390, 1420) || within(digits, 2015, 2040))

/** «۱۴۰۵/۰۹/۳۰», «30-9-1405», or a year alone. */
function dateAt(items: readonly NumberItem[], at: number): number {
  const [one = '', two = '', three = ''] = [0, 1, 2].map((next) => items[at + next]?.digits)
  const parted = /^[/.\-–]$/.test(joint(items[at + 1])) && joint(items[at + 1]) === joint(items[at + 2])
  const [year, day] = isYear(one) ? [one, three] : [three, one]
  if (parted && isYear(year) && two.length < 3 && within(two, 1, 12) && day.length < 3 && within(day, 1, 31)) return 3
  return isYear(one) ? 1 : 0
}

/** «۱۰:۳۰» */
function timeAt(items: readonly NumberItem[], at: number): number {
  const [hour = '', minute = ''] = [items[at]?.digits, items[at + 1]?.digits]
  const isTime = hour.length < 3 && within(hour, 0, 24) && minute.length === 2 && within(minute, 0, 59)
  return isTime && joint(items[at + 1]) === ':' ? 2 : 0
}

/** «۱٬۲۰۰٬۰۰۰», «150000»: round, and a large one only where money is named behind it. */
function amountAt(items: readonly NumberItem[], at: number, next: string): number {
  const first = items[at]?.digits ?? ''
  let [digits, count] = [first, 1]
  while (
    first.length < 4 &&
    /^[,٬،.']$/.test(items[at + count]?.before ?? '') &&
    items[at + count]?.digits.length === 3
  ) {
    digits += items[at + count]?.digits ?? ''
    count += 1
  }
  const isLast = at + count === items.length
  if (isLast && /^[1-9]\d{0,5}$/.test(digits) && money.test(next)) return count
  const isRound = /^[1-9]\d*00$/.test(digits) && digits.length > 3 && digits.length < 10
  if (!isRound) return 0
  const isMoney = (isLast || digits.length < 7) && money.test(next) && digits.endsWith('000')
  return isMoney || digits.length < 7 ? count : 0
}

/** The last one, small, before its noun: «… ۱۵۰۰۰۰، ۵ کیلو». */
const smallAt = (items: readonly NumberItem[], at: number, next: string): number =>
  at === items.length - 1 && next !== '' && /^[1-9]\d{0,2}$/.test(items[at]?.digits ?? '') ? 1 : 0

/** Sizes of shoes, days, hours: «۳۸، ۴۰، ۴۲», «۹-۱۲ و ۱۶-۲۰». */
function isInOrder(items: readonly NumberItem[]): boolean {
  if (items.some(({ digits }) => !/^[1-9]\d{0,2}$/.test(digits))) return false
  const steps = items.slice(1).map(({ digits }, at) => Math.sign(Number(digits) - Number(items[at]?.digits)))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

/** «۱۲۰×۸۰×۷۵» */
const isSize = (items: readonly NumberItem[]): boolean =>
  items.length <= 3 &&
  items.every(({ digits, before }, at) => /^[1-9]\d{0,2}$/.test(digits) && (at === 0 || /^[x×*]$/.test(before.trim())))
