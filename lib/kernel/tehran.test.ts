import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayOfJalali,
  instantOf,
  instantOfJalali,
  jalaliOf,
  jalaliTimeOf,
  tehranTime,
  weekdayOf,
  weekdays,
} from './tehran.ts'

const instants = fc.date({
  min: new Date('2023-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const inTehran = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'Asia/Tehran',
  weekday: 'long',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

describe("Tehran's time", () => {
  it('is what the time zone database says, at any instant since Iran gave up summer time', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const parts = new Map(inTehran.formatToParts(instant).map(({ type, value }) => [type, value]))
        const { day, minute } = tehranTime(instant)
        expect(minute).toBe(Number(parts.get('hour')) * 60 + Number(parts.get('minute')))
        expect(weekdayOf(day)).toBe(parts.get('weekday')?.toLowerCase())
        expect(jalaliOf(day)).toBe(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`)
      }),
    )
  })

  it('leads back to the instant, to the minute', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const minute = Math.floor(instant.getTime() / 60_000) * 60_000
        expect(instantOf(tehranTime(instant)).getTime()).toBe(minute)
      }),
    )
  })

  it('has a week that begins on Saturday and goes round, also before 1970', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), (day) => {
        const next = weekdays[(weekdays.indexOf(weekdayOf(day)) + 1) % 7]
        expect(weekdayOf(day + 1)).toBe(next)
      }),
    )
  })
})

describe('a Jalali date', () => {
  it('is read back from every day of two centuries', () => {
    const all = fc.integer({ min: dayOfJalali('1300-01-01') ?? 0, max: dayOfJalali('1499-12-29') ?? 0 })
    fc.assert(
      fc.property(all, (day) => {
        expect(dayOfJalali(jalaliOf(day))).toBe(day)
      }),
    )
  })

  it('is read in Persian digits, too', () => {
    expect(dayOfJalali('۱۴۰۵-۰۱-۰۱')).toBe(dayOfJalali('1405-01-01'))
  })

  it.each(['1405-13-01', '1405-07-31', '1405-12-30', '1405-00-10', '2026-03-21', '1405-1-1', '1405/01/01', '', 'x'])(
    'is not %j',
    (text) => {
      expect(dayOfJalali(text)).toBeNull()
    },
  )

  it('has a thirtieth of Esfand in leap years alone', () => {
    expect([dayOfJalali('1403-12-30'), dayOfJalali('1404-12-30')]).toEqual([expect.any(Number), null])
  })

  it('with an hour is an instant, three and a half hours behind UTC', () => {
    expect(instantOfJalali('1405-01-01 09:00')).toEqual(new Date('2026-03-21T05:30:00Z'))
    expect(['1405-01-01 24:00', '1405-01-01 09:60', '1405-01-01', '1405-12-30 09:00'].map(instantOfJalali)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('is written with its hour as it is read', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(instantOfJalali(jalaliTimeOf(instant))).toEqual(instantOf(tehranTime(instant)))
      }),
    )
  })
})
