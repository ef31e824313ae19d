import { instantOf, tehranTime } from '#lib/kernel/tehran.ts'
import type { PickupOption, PickupWindow, Service } from '#lib/shipping/index.ts'
import type { Business } from './business.ts'
import type { PickupRule } from './pickup.ts'
import { closingAfter, opensFrom, type Pausing, pauseAt, spansOn, type Timetable } from './standing.ts'

/** What windows and promises are made of. */
type Pickups = Timetable & Pausing & Pick<Business, 'pickup'>

/** As far as windows are looked for: longer than any holiday. */
const daysAhead = 60
const minuteMs = 60_000

/**
 * The windows of a service that can be chosen at `now`, the earliest first, `limit` at most: before their cut-off, wholly
 * inside opening hours, on no closed day, after a pause. Empty: the service has none, or none is in sight.
 */
export function windowsFrom(business: Pickups, service: Service, now: Date, limit: number): PickupWindow[] {
  const rule = business.pickup[service]
  const start = firstMoment(business, now)
  if (!rule || start === null) return []
  const earliest = Math.max(start.getTime(), now.getTime() + rule.cutOffMinutes * minuteMs)
  const today = tehranTime(now).day
  const found: PickupWindow[] = []
  for (let day = today; day <= today + daysAhead; day++) {
    found.push(...windowsOn(business, rule, day).filter(({ from }) => from.getTime() >= earliest))
    if (found.length >= limit) return found.slice(0, limit)
  }
  return found
}

/** The same windows, each with the promise that follows from it. */
export const pickupsFrom = (business: Pickups, service: Service, now: Date, limit: number): PickupOption[] =>
  windowsFrom(business, service, now, limit).map((window) => ({
    window,
    promisedAt: promiseOf(business, service, window),
  }))

/** When a parcel collected in this window is delivered at the latest; null: the service promises nothing. */
export function promiseOf(business: Pickups, service: Service, window: PickupWindow): Date | null {
  const rule = business.pickup[service]
  return rule ? promised(business, rule.promise, window.to) : null
}

/** A day's windows inside opening hours. One belongs to the day on which it begins, and goes with it. */
function windowsOn(timetable: Timetable, rule: PickupRule, day: number): PickupWindow[] {
  if (spansOn(timetable, day).length === 0) return []
  return rule.windows
    .toSorted((a, b) => a.from - b.from)
    .map((span) => ({ from: instantOf({ day, minute: span.from }), to: instantOf({ day, minute: span.to }) }))
    .filter((window) => isOpenThrough(timetable, window))
}

/** The first moment that no pause covers; null: nobody has said when it ends. */
function firstMoment(business: Pickups, now: Date): Date | null {
  const pause = pauseAt(business, now)
  return pause ? pause.until : now
}

function isOpenThrough(timetable: Timetable, { from, to }: PickupWindow): boolean {
  const closing = closingAfter(timetable, from)
  return closing !== null && (closing.at === null || closing.at.getTime() >= to.getTime())
}

function promised(timetable: Timetable, rule: PickupRule['promise'], from: Date): Date | null {
  return 'openHours' in rule
    ? afterOpenMinutes(timetable, from, rule.openHours * 60)
    : onWorkingDay(timetable, from, rule.workingDays, rule.by)
}

function afterOpenMinutes(timetable: Timetable, from: Date, minutes: number): Date | null {
  let left = minutes * minuteMs
  let opens = opensFrom(timetable, from)
  while (opens !== null) {
    const closesAt = closingAfter(timetable, opens)?.at ?? null
    const end = opens.getTime() + left
    if (closesAt === null || end <= closesAt.getTime()) return new Date(end)
    left = end - closesAt.getTime()
    opens = opensFrom(timetable, closesAt)
  }
  return null
}

/** A day whose hour has passed when the window ends does not count: the promise is never before the window's end. */
function onWorkingDay(timetable: Timetable, from: Date, workingDays: number, by: number): Date | null {
  const today = tehranTime(from).day
  let left = workingDays
  for (let day = today; day <= today + daysAhead; day++) {
    const isWorking = spansOn(timetable, day).length > 0
    const at = instantOf({ day, minute: by })
    if (day > today && isWorking) left--
    if (left <= 0 && isWorking && at.getTime() >= from.getTime()) return at
  }
  return null
}
