import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, instantOfJalali, jalaliOf, tehranTime } from '#lib/kernel/tehran.ts'
import { sampleTariff } from '#lib/shipping/index.ts'
import { daysLeft, haveEnded, offeredAt } from './price-end.ts'

const at = (text: string) => instantOfJalali(text) ?? new Date(Number.NaN)
const list = { validTo: '1405-12-29' }

describe('the last day of prices', () => {
  it('is wholly theirs, by the clock of Tehran', () => {
    expect(haveEnded(list, at('1405-12-29 23:59'))).toBe(false)
    expect(haveEnded(list, at('1406-01-01 00:00'))).toBe(true)
    expect(haveEnded({}, at('1499-01-01 00:00'))).toBe(false)
  })

  it.each([
    ['1405-11-29 23:59', null],
    ['1405-11-30 00:00', 30],
    ['1405-12-28 12:00', 2],
    ['1405-12-29 00:00', 1],
    ['1405-12-29 23:59', 1],
    ['1406-01-01 00:00', 0],
    ['1406-05-01 00:00', 0],
  ])('is announced thirty days ahead: at %s %j days are left', (now, days) => {
    expect(daysLeft(list, at(now))).toBe(days)
  })

  it('leaves no day without a word between the first warning and the end, whatever the day', () => {
    const days = fc.integer({ min: 20_000, max: 25_000 })
    fc.assert(
      fc.property(days, fc.integer({ min: -60, max: 60 }), fc.nat({ max: 1439 }), (last, step, minute) => {
        const ending = { validTo: jalaliOf(last) }
        const now = instantOf({ day: last + step, minute })
        expect(tehranTime(now).day).toBe(last + step)
        expect(daysLeft(ending, now)).toBe(step > 0 ? 0 : step < -29 ? null : 1 - step)
        expect(haveEnded(ending, now)).toBe(step > 0)
      }),
    )
  })

  it('is the last on which any service is offered', () => {
    const tariff = { ...sampleTariff, ...list }
    expect(offeredAt(tariff, at('1405-12-29 23:59'))).toBe(tariff)
    expect(offeredAt(tariff, at('1406-01-01 00:00')).off).toHaveLength(tariff.services.length)
  })
})
