import { toLatinDigits } from './digits.ts'

// Tehran's days and Jalali dates. Iran gave up daylight saving time in 2022: its clock is UTC+3:30 all year.

const minuteMs = 60_000
const dayMinutes = 24 * 60
const aheadMinutes = 210

/** Iran's week. */
export const weekdays = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const

export type Weekday = (typeof weekdays)[number]

/** A day of Tehran, counted from 1970-01-01, and the minute of it. */
export type TehranTime = { day: number; minute: number }

export function tehranTime(instant: Date): TehranTime {
  const minutes = Math.floor(instant.getTime() / minuteMs) + aheadMinutes
  const day = Math.floor(minutes / dayMinutes)
  return { day, minute: minutes - day * dayMinutes }
}

/** The instant of a minute of a day; `minute` may lie in a day after it. */
export const instantOf = ({ day, minute }: TehranTime): Date =>
  new Date((day * dayMinutes + minute - aheadMinutes) * minuteMs)

/** When the day began in which an instant lies. */
export const dayBegan = (instant: Date): Date => instantOf({ day: tehranTime(instant).day, minute: 0 })

/** The day that counts as 0 was a Thursday. */
const zeroDay = weekdays.indexOf('thursday')

export function weekdayOf(day: number): Weekday {
  const weekday = weekdays[(((day + zeroDay) % 7) + 7) % 7]
  if (weekday === undefined) throw new RangeError(`no weekday of day ${day}`)
  return weekday
}

const jalali = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** `1405-01-31` */
export function jalaliOf(day: number): string {
  const parts = new Map(
    jalali.formatToParts(new Date(day * dayMinutes * minuteMs)).map((part) => [part.type, part.value]),
  )
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
}

/** 1970-01-01 was 1348-10-11, the 286th day of its year. */
const zeroYear = 1348
const zeroDayOfYear = 286

/** The day of a Jalali date such as `1405-01-31`, in digits of any script; null where there is no such date. */
export function dayOfJalali(text: string): number | null {
  const clean = toLatinDigits(text)
  const [, year = 0, month = 0, date = 0] = (/^(1[3-4]\d\d)-(\d\d)-(\d\d)$/.exec(clean) ?? []).map(Number)
  if (year === 0) return null
  const dayOfYear = (month - 1) * 30 + Math.min(month - 1, 6) + date
  const about = Math.round((year - zeroYear) * 365.2422 + dayOfYear - zeroDayOfYear)
  return [-2, -1, 0, 1, 2].map((step) => about + step).find((day) => jalaliOf(day) === clean) ?? null
}

/** The instant of `1405-01-31 09:00` in Tehran; null where there is no such time. */
export function instantOfJalali(text: string): Date | null {
  const [, date = '', hour, minute] = /^(\S+) (\d\d):(\d\d)$/.exec(toLatinDigits(text)) ?? []
  const day = dayOfJalali(date)
  if (day === null || Number(hour) > 23 || Number(minute) > 59) return null
  return instantOf({ day, minute: Number(hour) * 60 + Number(minute) })
}

/** `1405-01-31 09:00`, as a file of the business has it. */
export function jalaliTimeOf(instant: Date): string {
  const { day, minute } = tehranTime(instant)
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'))
  return `${jalaliOf(day)} ${hours}:${minutes}`
}
