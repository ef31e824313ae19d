import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxToman } from '#lib/kernel/toman.ts'
import { declaredValueOf, leastValueToman, parseDeclaredValue, valueOfPrice } from './declared-value.ts'
import { choices } from './testing.ts'

const empty = { parcel: null, ownPlace: null, cityInMind: null, otherPlace: null, postPlace: null }
const draft = { ...empty, service: null, payer: null, itemTitle: null, ...choices }

describe('a typed value', () => {
  it('is taken in tomans, and nothing is declared where nothing is typed', () => {
    const value = (text?: string) => parseDeclaredValue({ declaredValue: text })
    expect(value('۴۲ میلیون')).toEqual({ ok: true, value: { declaredValueToman: 42_000_000 }, warnings: {} })
    for (const nothing of ['', ' ', undefined]) {
      expect(value(nothing)).toEqual({ ok: true, value: { declaredValueToman: null }, warnings: {} })
    }
  })

  it.each([
    ['گران', 'value_unreadable'],
    ['-۵۰۰۰۰۰', 'value_unreadable'],
    ['0', 'value_too_small'],
    ['۴۲', 'value_too_small'],
    ['999', 'value_too_small'],
    ['۱۱ میلیارد', 'value_too_large'],
  ])('is refused with what to do: %s', (declaredValue, code) => {
    expect(parseDeclaredValue({ declaredValue })).toEqual({ ok: false, faults: { declaredValue: code } })
  })
})

describe('the price of a post', () => {
  it.each([1_000, 1_200_000, 42_000_000, 1_110_000, 12_350_000, maxToman])(
    'says what the thing is worth: %d',
    (price) => {
      expect(valueOfPrice(price)).toBe(price)
    },
  )

  it.each([0, 1, 999, -5, 1_111, 111_111, 9_999_999, 1_234, 123_456_789, 1_234_567_890, 1.5, maxToman + 1, Number.NaN])(
    'says nothing where it is none that anybody asks: %d',
    (price) => {
      expect(valueOfPrice(price)).toBeNull()
    },
  )

  it('is never a value that a form would refuse', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.integer({ min: 0, max: maxToman * 2 })), (price) => {
        const value = valueOfPrice(price)
        if (value === null) return
        expect(value).toBeGreaterThanOrEqual(leastValueToman)
        expect(parseDeclaredValue({ declaredValue: String(value) })).toMatchObject({ ok: true })
      }),
    )
  })
})

describe('the value of a draft', () => {
  it('is what its user said, also that they declare nothing, else the price of the post', () => {
    expect(declaredValueOf({ ...draft, postPriceToman: 5_000, declaredValueToman: 7_000 })).toBe(7_000)
    expect(declaredValueOf({ ...draft, postPriceToman: 5_000, declaredValueToman: null })).toBeNull()
    expect(declaredValueOf({ ...draft, postPriceToman: 5_000 })).toBe(5_000)
    expect(declaredValueOf({ ...draft, postPriceToman: null })).toBeNull()
  })

  it('is nothing where a draft of an earlier version knew of none', () => {
    expect(declaredValueOf(draft)).toBeNull()
  })
})
