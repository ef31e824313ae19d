import { instantOf, jalaliOf, tehranTime, weekdayOf } from '#lib/kernel/tehran.ts'
import type { Business } from './business.ts'
import type { Span } from './hours.ts'
import { haveEnded } from './price-end.ts'

/** How a business stands at a moment. `opensAt` null: no opening is in sight. */
export type Standing =
  /** `closesAt` null: not within a week. */
  | { kind: 'open'; closesAt: Date | null }
  | { kind: 'closed'; opensAt: Date | null }
  /** `reason` null: its prices have ended. `until` null: nobody has said. */
  | { kind: 'paused'; reason: string | null; until: Date | null; opensAt: Date | null }

/** What opening hours are made of. */
export type Timetable = Pick<Business, 'hours' | 'closedDays'>

/** As far as an opening or a closing is looked for: longer than any holiday. */
const daysAhead = 60

/** A span belongs to the day on which it begins: a closed day takes its own away, the night before ends as usual. */
export const spansOn = ({ hours, closedDays }: Timetable, day: number): readonly Span[] =>
  closedDays.length > 0 && closedDays.includes(jalaliOf(day)) ? [] : hours[weekdayOf(day)]

/** When the span that covers `now` ends, with those that follow on it without a gap; null: it is closed now. */
export function closingAfter(timetable: Timetable, now: Date): { at: Date | null } | null {
  const { day, minute } = tehranTime(now)
  const dayMinutes = 24 * 60
  // Minutes from the midnight of today: yesterday's spans may reach into it.
  const ahead = Array.from({ length: 9 }, (_, index) => index - 1).flatMap((step) =>
    spansOn(timetable, day + step).map(({ from, to }) => ({
      from: from + step * dayMinutes,
      to: to + step * dayMinutes,
    })),
  )
  const sorted = ahead.toSorted((a, b) => a.from - b.from)
  let until = minute
  for (const { from, to } of sorted) if (from <= until && to > until) until = to
  if (until === minute) return null
  return { at: until >= 7 * dayMinutes ? null : instantOf({ day, minute: until }) }
}

/** Whether its couriers work at this moment. */
export const isOpenAt = (timetable: Timetable, now: Date): boolean => closingAfter(timetable, now) !== null

/** The first moment from `now` on at which it is open; null: none within 60 days. */
export function opensFrom(timetable: Timetable, now: Date): Date | null {
  if (isOpenAt(timetable, now)) return now
  const { day } = tehranTime(now)
  for (let step = 0; step <= daysAhead; step++) {
    const starts = spansOn(timetable, day + step)
      .map(({ from }) => instantOf({ day: day + step, minute: from }))
      .filter((start) => start.getTime() > now.getTime())
    if (starts.length > 0) return new Date(Math.min(...starts.map((start) => start.getTime())))
  }
  return null
}

/** What a pause follows from. */
export type Pausing = Pick<Business, 'pause'> & { tariff: Pick<Business['tariff'], 'validTo'> }

type Pause = { reason: string | null; until: Date | null; booking: boolean }

/** What stands where prices have ended: nobody knows yet what a shipment costs. */
const withoutPrices: Pause = { reason: null, until: null, booking: false }

/** The pause that holds at `now`. A written one lasts until its moment, which is no longer part of it. */
export function pauseAt({ pause, tariff }: Pausing, now: Date): Pause | null {
  if (haveEnded(tariff, now)) return withoutPrices
  return pause !== null && (pause.until === null || now.getTime() < pause.until.getTime()) ? pause : null
}

export function standingOf(business: Timetable & Pausing, now: Date): Standing {
  const pause = pauseAt(business, now)
  if (pause !== null) {
    const { reason, until } = pause
    return { kind: 'paused', reason, until, opensAt: until && opensFrom(business, until) }
  }
  const closing = closingAfter(business, now)
  return closing ? { kind: 'open', closesAt: closing.at } : { kind: 'closed', opensAt: opensFrom(business, now) }
}

/** Whether a booking is taken at this moment: for at once while it is open, else for later where it takes those. */
export function takesBookings(business: Business, now: Date): boolean {
  const pause = pauseAt(business, now)
  return pause ? pause.booking : business.bookingWhileClosed || isOpenAt(business, now)
}
