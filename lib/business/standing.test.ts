import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayOfJalali,
  instantOf,
  instantOfJalali,
  jalaliOf,
  tehranTime,
  weekdayOf,
  weekdays,
} from '#lib/kernel/tehran.ts'
import sample from '#lib/shipping/data/sample-tariff.json' with { type: 'json' }
import { parseBusiness } from './business.ts'
import { areApart, parseSpan } from './hours.ts'
import { isOpenAt, opensFrom, standingOf, type Timetable, takesBookings } from './standing.ts'
import { unsetFile } from './unset.ts'

const minutes = fc.integer({ min: 0, max: 1439 })
const spans = fc
  .array(fc.tuple(minutes, fc.integer({ min: 1, max: 1440 })), { maxLength: 3 })
  .map((all) => all.map(([from, length]) => ({ from, to: from + length })))
  .map((all) => all.filter((span, index) => areApart(all.slice(0, index + 1)) && span.to <= 2880))
const firstDay = dayOfJalali('1405-09-01') ?? 0
const timetables: fc.Arbitrary<Timetable> = fc
  .tuple(fc.tuple(spans, spans, spans, spans, spans, spans, spans), fc.subarray([1, 2, 3, 4, 5, 8, 9, 13]))
  .map(([week, closed]) => ({
    hours: Object.fromEntries(weekdays.map((day, index) => [day, week[index] ?? []])) as unknown as Timetable['hours'],
    closedDays: closed.map((step) => jalaliOf(firstDay + step)),
  }))
const moments = fc
  .tuple(fc.integer({ min: 0, max: 20 }), minutes)
  .map(([step, minute]) => instantOf({ day: firstDay + step, minute }))

/** Whether it is open at a minute, looked up span by span: a span belongs to the day on which it begins. */
function isCovered({ hours, closedDays }: Timetable, instant: Date): boolean {
  const { day, minute } = tehranTime(instant)
  return [0, -1].some((step) => {
    const begins = day + step
    if (closedDays.includes(jalaliOf(begins))) return false
    return hours[weekdayOf(begins)].some(({ from, to }) => from <= minute - step * 1440 && minute - step * 1440 < to)
  })
}

const read = (change: object) => {
  const parsed = parseBusiness({ ...unsetFile, ...change })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.business
}
const at = (text: string) => instantOfJalali(text) ?? new Date(Number.NaN)
const daily = (...list: string[]) => Object.fromEntries(weekdays.map((day) => [day, list]))

describe('opening hours', () => {
  it('cover exactly the minutes of their spans, over midnight too, and none of those that begin on a closed day', () => {
    fc.assert(
      fc.property(timetables, moments, (timetable, now) => {
        expect(isOpenAt(timetable, now)).toBe(isCovered(timetable, now))
      }),
    )
  })

  it('begin again at the first minute that is covered', () => {
    fc.assert(
      fc.property(timetables, moments, (timetable, now) => {
        const opens = opensFrom(timetable, now)
        const week = Array.from({ length: 8 * 1440 }, (_, step) => new Date(now.getTime() + step * 60_000))
        const first = week.find((one) => isCovered(timetable, one)) ?? null
        if (first) expect(opens).toEqual(first)
        else expect(opens === null || opens > (week.at(-1) ?? now)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('end at the first minute that is not covered', () => {
    fc.assert(
      fc.property(timetables, moments, (timetable, now) => {
        const standing = standingOf({ ...timetable, pause: null, tariff: {} }, now)
        if (standing.kind !== 'open') return
        const { closesAt } = standing
        const end = closesAt ?? new Date(now.getTime() + 6 * 86_400_000)
        for (let one = now.getTime(); one < end.getTime(); one += 60_000) {
          if (!isCovered(timetable, new Date(one))) throw new Error(`closed at ${new Date(one).toISOString()}`)
        }
        if (closesAt) expect(isCovered(timetable, closesAt)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['20:00-02:00', { from: 1200, to: 1560 }],
    ['00:00-24:00', { from: 0, to: 1440 }],
    ['۰۹:۰۰-۲۱:۳۰', { from: 540, to: 1290 }],
  ])('are written %s', (text, span) => {
    expect(parseSpan(text)).toEqual(span)
  })

  it.each(['9-17', '09:00', '24:00-08:00', '09:00-09:00', '09:60-10:00', '09:00-24:30', '09:00–17:00', ''])(
    'are not written %j',
    (text) => {
      expect(parseSpan(text)).toBeNull()
    },
  )
})

describe('how a business stands', () => {
  const business = read({ hours: daily('20:00-02:00'), closedDays: ['1405-09-10'] })

  it('goes over midnight: open at one, closed at two', () => {
    expect(standingOf(business, at('1405-09-09 01:00'))).toEqual({ kind: 'open', closesAt: at('1405-09-09 02:00') })
    expect(standingOf(business, at('1405-09-09 02:00'))).toEqual({ kind: 'closed', opensAt: at('1405-09-09 20:00') })
  })

  it('lets the night before a closed day end, and opens again on the day after it', () => {
    expect(standingOf(business, at('1405-09-10 01:59')).kind).toBe('open')
    expect(standingOf(business, at('1405-09-10 02:00'))).toEqual({ kind: 'closed', opensAt: at('1405-09-11 20:00') })
    expect(standingOf(business, at('1405-09-11 01:00')).kind).toBe('closed')
  })

  it('always open is never about to close, and never open opens in no sight', () => {
    expect(standingOf(read({}), at('1405-09-10 12:00'))).toEqual({ kind: 'open', closesAt: null })
    expect(standingOf(read({ hours: daily() }), at('1405-09-10 12:00'))).toEqual({ kind: 'closed', opensAt: null })
  })

  it('closes and opens nowhere between two days that touch', () => {
    const touching = read({ hours: { ...daily(), saturday: ['18:00-24:00'], sunday: ['00:00-03:00'] } })
    expect(standingOf(touching, at('1405-09-07 19:00'))).toEqual({ kind: 'open', closesAt: at('1405-09-08 03:00') })
  })

  it('is paused until its moment and not at it, and opens with the hours after it', () => {
    const paused = read({
      hours: daily('09:00-21:00'),
      pause: { reason: 'برف سنگین', until: '1405-09-10 22:00', booking: false },
    })
    const until = at('1405-09-10 22:00')
    const opensAt = at('1405-09-11 09:00')
    expect(standingOf(paused, at('1405-09-10 21:59'))).toEqual({ kind: 'paused', reason: 'برف سنگین', until, opensAt })
    expect(standingOf(paused, until)).toEqual({ kind: 'closed', opensAt })
  })
})

describe('prices that have ended', () => {
  const tariff = { ...sample, validTo: '1405-09-09' }
  const later = { pause: { reason: 'تعطیل', until: '1405-09-12 09:00', booking: true } }

  it.each([
    ['alone', {}],
    ['behind a pause that takes bookings', later],
  ])('are a pause of which nobody knows the end: %s', (_, change) => {
    const ended = read({ ...change, tariff, bookingWhileClosed: true })
    expect(standingOf(ended, at('1405-09-10 00:00'))).toMatchObject({ kind: 'paused', until: null, opensAt: null })
    expect(takesBookings(ended, at('1405-09-10 00:00'))).toBe(false)
    expect(takesBookings(ended, at('1405-09-09 23:59'))).toBe(true)
  })
})

describe('a booking', () => {
  const night = at('1405-09-10 03:00')
  const day = at('1405-09-10 12:00')
  const hours = daily('09:00-21:00')

  it.each([
    ['while open', { hours, bookingWhileClosed: false }, day, true],
    ['while closed, for later', { hours, bookingWhileClosed: true }, night, true],
    ['while closed, where it takes none for later', { hours, bookingWhileClosed: false }, night, false],
    ['while paused', { pause: { reason: 'تعطیل', until: null, booking: false } }, day, false],
    ['while paused, for later', { pause: { reason: 'تعطیل', until: null, booking: true } }, day, true],
    ['after a pause', { pause: { reason: 'تعطیل', until: '1405-09-10 11:00', booking: false } }, day, true],
  ])('%s', (_, change, now, taken) => {
    expect(takesBookings(read(change), now)).toBe(taken)
  })
})
