import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxToman, toman } from '#lib/kernel/toman.ts'
import { typedToman } from '#lib/kernel/typed-toman.ts'
import { formatAmount, formatToman, formatTomanRange } from './money.ts'

describe('formatted amounts', () => {
  it.each([
    [0, '۰ تومان'],
    [999, '۹۹۹ تومان'],
    [1_000, '۱٬۰۰۰ تومان'],
    [123_000, '۱۲۳٬۰۰۰ تومان'],
    [12_345_678, '۱۲٬۳۴۵٬۶۷۸ تومان'],
  ])('write %i in Persian digits with a unit', (amount, text) => {
    expect(formatToman(toman(amount))).toBe(text)
    expect(`${formatAmount(amount)} تومان`).toBe(text)
  })

  it('are read again as the same amount, with their unit and without', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxToman }), (amount) => {
        expect(typedToman(formatToman(amount))).toEqual({ ok: true, amount })
        expect(typedToman(formatAmount(amount))).toEqual({ ok: true, amount })
      }),
    )
  })

  it('write a range, or one price without a range', () => {
    expect(formatTomanRange({ min: toman(47_000), max: toman(263_000) })).toBe('از ۴۷٬۰۰۰ تا ۲۶۳٬۰۰۰ تومان')
    expect(formatTomanRange({ min: 47_000, max: 47_000 })).toBe('۴۷٬۰۰۰ تومان')
  })
})
