import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOfJalali, instantOf, instantOfJalali, jalaliOf, weekdays } from '#lib/kernel/tehran.ts'
import { parseBusiness } from './business.ts'
import { isOpenAt } from './standing.ts'
import { unsetFile } from './unset.ts'
import { promiseOf, windowsFrom } from './windows.ts'

const service = 'city_express'
const express = { windows: ['09:00-12:00', '18:00-21:00'], cutOffMinutes: 30, promise: { openHours: 3 } }
const daily = (...list: string[]) => Object.fromEntries(weekdays.map((day) => [day, list]))
const read = (change: object) => {
  const parsed = parseBusiness({
    ...unsetFile,
    hours: daily('09:00-21:00'),
    pickup: { city_express: express },
    ...change,
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.business
}
const at = (text: string) => instantOfJalali(text) ?? new Date(Number.NaN)
const next = (change: object, now: string) => windowsFrom(read(change), service, at(now), 1)[0]?.from ?? null

const firstDay = dayOfJalali('1405-09-01') ?? 0
const clock = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 2, maxLength: 6 })
  .map((all) => all.toSorted((a, b) => a - b).map((half) => half * 30))
  .map((all) =>
    all.flatMap((from, i) => (i % 2 === 0 && all[i + 1] ? [`${clock(from)}-${clock(all[i + 1] ?? 0)}`] : [])),
  )
const promises = fc.oneof(
  fc.record({ openHours: fc.integer({ min: 1, max: 72 }) }),
  fc.record({ workingDays: fc.integer({ min: 0, max: 5 }), by: fc.integer({ min: 0, max: 1439 }).map(clock) }),
)
const businesses = fc
  .record({
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    closed: fc.subarray([0, 1, 2, 3, 5, 8]),
    windows: spans,
    cutOffMinutes: fc.integer({ min: 0, max: 2880 }),
    promise: promises,
    until: fc.option(fc.constant('1405-09-04 10:00')),
    paused: fc.boolean(),
  })
  .map(({ week, closed, windows, cutOffMinutes, promise, until, paused }) =>
    read({
      hours: Object.fromEntries(weekdays.map((day, index) => [day, week[index] ?? []])),
      closedDays: closed.map((step) => jalaliOf(firstDay + step)),
      pause: paused ? { reason: 'برف سنگین', until, booking: true } : null,
      pickup: { city_express: { windows, cutOffMinutes, promise } },
    }),
  )
const moments = fc
  .tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 1439 }))
  .map(([step, minute]) => instantOf({ day: firstDay + step, minute }))

describe('the pickup windows on offer', () => {
  it('are before their cut-off, open in every minute, after the pause, and in order', () => {
    fc.assert(
      fc.property(businesses, moments, (business, now) => {
        const offered = windowsFrom(business, service, now, 5)
        const cutOff = (business.pickup[service]?.cutOffMinutes ?? 0) * 60_000
        expect(offered).toEqual(offered.toSorted((a, b) => a.from.getTime() - b.from.getTime()))
        for (const window of offered) {
          expect(window.from.getTime() - cutOff).toBeGreaterThanOrEqual(now.getTime())
          if (business.pause) expect(window.from >= (business.pause.until ?? new Date(8.64e15))).toBe(true)
          for (let one = window.from.getTime(); one < window.to.getTime(); one += 30 * 60_000)
            expect(isOpenAt(business, new Date(one))).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('end with the cut-off: at it a window is offered, a minute later the next one', () => {
    expect(next({}, '1405-09-10 08:30')).toEqual(at('1405-09-10 09:00'))
    expect(next({}, '1405-09-10 08:31')).toEqual(at('1405-09-10 18:00'))
    expect(next({}, '1405-09-10 17:31')).toEqual(at('1405-09-11 09:00'))
  })

  it.each<[string, object, string | null]>([
    ['on a closed day', { closedDays: ['1405-09-10'] }, '1405-09-11 09:00'],
    ['outside the hours', { hours: daily('10:00-21:00') }, '1405-09-10 18:00'],
    [
      'during a pause',
      { pause: { reason: 'برف سنگین', until: '1405-09-11 10:00', booking: true } },
      '1405-09-11 18:00',
    ],
    ['during a pause without an end', { pause: { reason: 'برف سنگین', until: null, booking: true } }, null],
    ['of a service that has none', { pickup: {} }, null],
    ['of a business that never opens', { hours: daily() }, null],
  ])('leave out those %s', (_, change, first) => {
    expect(next(change, '1405-09-10 08:00')).toEqual(first && at(first))
  })

  it('are none in a version that was written before there were windows', () => {
    const { pickup } = read({ pickup: undefined })
    expect(pickup).toEqual({})
  })
})

describe('the promise', () => {
  it('is never before the end of its window', () => {
    fc.assert(
      fc.property(businesses, moments, (business, now) => {
        for (const window of windowsFrom(business, service, now, 3)) {
          const promise = promiseOf(business, service, window)
          if (promise) expect(promise >= window.to).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  const promised = (promise: object, to: string, change: object = {}) =>
    promiseOf(read({ pickup: { city_express: { ...express, promise } }, ...change }), service, {
      from: at(to),
      to: at(to),
    })

  it('in hours counts the opening hours only, over the night and over a closed day', () => {
    expect(promised({ openHours: 3 }, '1405-09-10 12:00')).toEqual(at('1405-09-10 15:00'))
    expect(promised({ openHours: 3 }, '1405-09-10 20:00')).toEqual(at('1405-09-11 11:00'))
    expect(promised({ openHours: 3 }, '1405-09-10 20:00', { closedDays: ['1405-09-11'] })).toEqual(
      at('1405-09-12 11:00'),
    )
  })

  it('in days counts working days, and moves on where the hour of its day has passed', () => {
    expect(promised({ workingDays: 0, by: '21:00' }, '1405-09-10 12:00')).toEqual(at('1405-09-10 21:00'))
    expect(promised({ workingDays: 0, by: '11:00' }, '1405-09-10 12:00')).toEqual(at('1405-09-11 11:00'))
    expect(promised({ workingDays: 1, by: '20:00' }, '1405-09-10 12:00', { closedDays: ['1405-09-11'] })).toEqual(
      at('1405-09-12 20:00'),
    )
  })

  it('is none where the service makes none', () => {
    expect(promised({ openHours: 1 }, '1405-09-10 12:00', { pickup: {} })).toBeNull()
  })
})
