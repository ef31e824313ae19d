import { toPersianDigits } from '#lib/kernel/digits.ts'

const calendar = new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-arabext', {
  timeZone: 'Asia/Tehran',
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
})

type Part = 'weekday' | 'year' | 'month' | 'day' | 'hour' | 'minute'

function partsOf(date: Date): Record<Part, string> {
  const found = new Map(calendar.formatToParts(date).map(({ type, value }) => [type, value]))
  const part = (type: Part) => found.get(type) ?? ''
  return {
    weekday: part('weekday'),
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}

/** «شنبه ۱ فروردین ۱۴۰۵», in Tehran. */
export function formatDate(date: Date): string {
  const { weekday, day, month, year } = partsOf(date)
  return `${weekday} ${day} ${month} ${year}`
}

/** «۰:۳۰», in Tehran. */
export function formatTime(date: Date): string {
  const { hour, minute } = partsOf(date)
  return `${hour}:${minute}`
}

/** «شنبه ۱ فروردین ۱۴۰۵، ساعت ۰:۳۰», in Tehran. */
export const formatDateTime = (date: Date): string => `${formatDate(date)}، ساعت ${formatTime(date)}`

const minute = 60
const hour = 60 * minute
const day = 24 * hour

function duration(seconds: number): string {
  if (seconds < hour) return `${toPersianDigits(Math.max(1, Math.floor(seconds / minute)))} دقیقه`
  if (seconds < day) return `${toPersianDigits(Math.floor(seconds / hour))} ساعت`
  return `${toPersianDigits(Math.floor(seconds / day))} روز`
}

/** «همین حالا», «۵ دقیقه پیش», «۲ ساعت پیش», «۳ روز پیش»; for what is to come «۵ دقیقهٔ دیگر». */
export function formatRelative(date: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - date.getTime()) / 1000)
  if (Math.abs(seconds) < minute) return 'همین حالا'
  if (seconds > 0) return `${duration(seconds)} پیش`
  return `${duration(-seconds).replace(/ه$/, 'هٔ')} دیگر`
}

/** A deadline as people say it: «تا امروز، ساعت ۱۸:۳۰», «تا فردا، ساعت ۹:۰۰», «تا شنبه ۱ فروردین، ساعت ۰:۳۰». */
export function formatDeadline(due: Date, now: Date): string {
  if (due.getTime() <= now.getTime()) return 'مهلت تمام شده است'
  return `تا ${formatMoment(due, now)}`
}

/** «امروز، ساعت ۱۸:۳۰», «فردا، ساعت ۹:۰۰», «شنبه ۱ فروردین، ساعت ۰:۳۰»: a moment to come. */
export const formatMoment = (date: Date, now: Date): string => `${nearDay(date, now)}، ساعت ${formatTime(date)}`

/** «امروز، ۱۴:۲۰», «دیروز، ۹:۰۰», «شنبه ۱ فروردین، ۰:۳۰»: a moment that has passed, for a list of them. */
export const formatStamp = (date: Date, now: Date): string => `${nearDay(date, now)}، ${formatTime(date)}`

function nearDay(date: Date, now: Date): string {
  const name = formatDate(date)
  if (name === formatDate(now)) return 'امروز'
  if (name === formatDate(new Date(now.getTime() - day * 1000))) return 'دیروز'
  if (name === formatDate(new Date(now.getTime() + day * 1000))) return 'فردا'
  return formatDay(date, now)
}

/** «شنبه ۱ فروردین», with its year where that is not the present one. */
export function formatDay(date: Date, now: Date): string {
  const { weekday, day: dayOfMonth, month, year } = partsOf(date)
  return year === partsOf(now).year ? `${weekday} ${dayOfMonth} ${month}` : formatDate(date)
}
