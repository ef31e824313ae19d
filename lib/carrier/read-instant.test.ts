import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readInstant } from './read-instant.ts'

const at = '2026-11-22T09:00:00.000Z'

describe('readInstant', () => {
  it.each<[string, unknown, string]>([
    ['RFC 3339', '2026-11-22T09:00:00Z', at],
    ['in Tehran', '2026-11-22T12:30:00+03:30', at],
    ['without the colon, as PHP and strftime write it', '2026-11-22T12:30:00+0330', at],
    ['with hours of the zone only, as PostgreSQL writes it', '2026-11-22T12:00:00+03', at],
    ['west of Greenwich', '2026-11-22T04:00:00-05:00', at],
    ['with a true minus', '2026-11-22T04:00:00−05:00', at],
    ['of no offset', '2026-11-22T09:00:00-00:00', at],
    ['in small letters', '2026-11-22t09:00:00z', at],
    ['with a space, as Ruby and SQL write it', '2026-11-22 09:00:00Z', at],
    ['with spaces before the zone', '2026-11-22 12:30:00 +0330', at],
    ['with a name of the zone', '2026-11-22 09:00:00 UTC', at],
    ['with the zone named behind it, as Java writes it', '2026-11-22T12:30:00+03:30[Asia/Tehran]', at],
    ['with a calendar behind it (RFC 9557)', '2026-11-22T09:00:00Z[UTC][u-ca=persian]', at],
    ['without seconds', '2026-11-22T09:00Z', at],
    ['with one digit of a second', '2026-11-22T09:00:00.5Z', '2026-11-22T09:00:00.500Z'],
    ['with microseconds, as Python writes it', '2026-11-22T09:00:00.123456+00:00', '2026-11-22T09:00:00.123Z'],
    ['with nanoseconds, as Go writes it', '2026-11-22T12:30:00.123456789+03:30', '2026-11-22T09:00:00.123Z'],
    ['with a comma', '2026-11-22T09:00:00,25Z', '2026-11-22T09:00:00.250Z'],
    ['with spaces around it', '  2026-11-22T09:00:00Z\n', at],
    ['in a leap second', '2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z'],
    ['over a day', '2026-11-23T00:30:00+15:30', at],
    ['seconds', 1_795_338_000, at],
    ['seconds and a part', 1_795_338_000.25, '2026-11-22T09:00:00.250Z'],
    ['milliseconds', 1_795_338_000_000, at],
    ['microseconds', 1_795_338_000_000_000, at],
    ['nanoseconds', 1_795_338_000_000_000_000, at],
    ['seconds as a text', '1795338000', at],
    ['seconds and a part as a text', '1795338000.250', '2026-11-22T09:00:00.250Z'],
    ['milliseconds as a text', ' 1795338000000 ', at],
    ['nanoseconds as a text', '1795338000000000000', at],
  ])('accepts an instant %s', (_, value, iso) => {
    expect(readInstant(value)?.toISOString()).toBe(iso)
  })

  it.each<unknown>([
    ...[
      '',
      ' ',
      'now',
      '2026-11-22',
      '2026-11-22T09:00:00',
      '2026-11-22T09:00:00+',
      '09:00:00Z',
      '2026-13-01T09:00:00Z',
    ],
    ...['2026-02-30T09:00:00Z', '2026-11-00T09:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T09:60:00Z'],
    ...[
      '2026-11-22T09:00:61Z',
      '2026-11-22T09:00:00+24:00',
      '2026-11-22T09:00:00+03:60',
      '2026-11-22T09Z',
      '22/11/2026',
    ],
    ...['2026-11-22T09:00:00ZZ', '2026-11-22T09:00:00.Z', '۲۰۲۶-۱۱-۲۲T۰۹:۰۰:۰۰Z', '20261122', '-1795338000', '1e9'],
    ...[0, -1, 1e30, Number.NaN, Number.POSITIVE_INFINITY, true, null, undefined, {}, [], [1_795_338_000]],
  ])('refuses %j', (value) => {
    expect(readInstant(value)).toBeNull()
  })

  const dates = fc.date({ min: new Date('1974-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })

  it('reads back any instant in any zone and notation', () => {
    const zones = fc.record({
      minutes: fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }),
      colon: fc.constantFrom(':', ''),
    })
    const gaps = fc.constantFrom('T', 't', ' ')
    fc.assert(
      fc.property(dates, zones, gaps, fc.constantFrom('', ' '), (date, { minutes, colon }, gap, space) => {
        const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1).replace('T', gap)
        const two = (number: number) => String(number).padStart(2, '0')
        const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
        const zone = `${minutes < 0 ? '-' : '+'}${two(hours)}${colon}${two(rest)}`
        expect(readInstant(`${local}${space}${zone}`)).toEqual(date)
      }),
    )
  })

  // Before 1973 a count of milliseconds is as long as one of seconds.
  it('reads back any count of milliseconds or whole seconds, as number and as text', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000)
        for (const form of [Number, String]) {
          expect(readInstant(form(whole.getTime() / 1000))).toEqual(whole)
          expect(readInstant(form(date.getTime()))).toEqual(date)
        }
      }),
    )
  })

  it('never throws and returns instants only', () => {
    const texts = fc.stringMatching(/^[0-9TtZz:.,+ -]{0,40}$/)
    fc.assert(
      fc.property(fc.oneof(fc.anything(), texts), (value) => {
        const instant = readInstant(value)
        expect(instant === null || Number.isFinite(instant.getTime())).toBe(true)
      }),
    )
  })
})
