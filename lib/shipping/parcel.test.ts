import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '#lib/kernel/testing-text.ts'
import { mustConfirm, parcelSizePresets, parcelSizes, parseParcel, weightBracketsOf } from './parcel.ts'

const form = { size: 'small', weight: '2000', forbiddenAccepted: 'on' }

describe('parseParcel', () => {
  it('accepts a size and a weight bracket', () => {
    const value = { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: true }
    expect(parseParcel(form)).toEqual({ ok: true, value, warnings: {} })
    expect(parseParcel({ ...form, fragile: '1' })).toMatchObject({ value: { fragile: true } })
  })

  it('leaves what is inside unconfirmed without a tick, which only the seller must set', () => {
    const parsed = parseParcel({ ...form, forbiddenAccepted: '' })
    if (!parsed.ok) throw new Error('refused')
    expect(parsed.value.forbiddenAccepted).toBe(false)
    expect([mustConfirm('SUPPLY', parsed.value), mustConfirm('DEMAND', parsed.value)]).toEqual([true, false])
    expect(mustConfirm('SUPPLY', { forbiddenAccepted: true })).toBe(false)
  })

  it('accepts each bracket up to the maximum weight of its size', () => {
    for (const size of parcelSizes) {
      for (const weight of weightBracketsOf(size)) {
        expect(parseParcel({ ...form, size, weight: String(weight) })).toMatchObject({ value: { weightGrams: weight } })
      }
    }
  })

  it.each([
    [{}, { size: 'size_required', weight: 'weight_required' }],
    [{ ...form, size: 'huge' }, { size: 'size_required' }],
    [{ ...form, weight: '2001' }, { weight: 'weight_invalid' }],
    [{ ...form, weight: '10000' }, { weight: 'weight_over_size' }],
    [{ ...form, weight: '-500' }, { weight: 'weight_invalid' }],
    [{ ...form, weight: '5e2' }, { weight: 'weight_invalid' }],
    [
      { ...form, size: '', weight: '' },
      { size: 'size_required', weight: 'weight_required' },
    ],
  ])('reports the faults of %j', (input, faults) => {
    expect(parseParcel(input)).toEqual({ ok: false, faults })
  })

  it('never throws and accepts its own result', () => {
    const text = fc.option(fc.oneof(anyText(), fc.constantFrom(...parcelSizes, '500', '۵۰۰')), { nil: undefined })
    const forms = fc.record({ size: text, weight: text, fragile: text, forbiddenAccepted: text })
    fc.assert(
      fc.property(forms, (input) => {
        const once = parseParcel(input)
        if (!once.ok) return
        const { size, weightGrams, fragile, forbiddenAccepted } = once.value
        const [breakable, accepted] = [fragile, forbiddenAccepted].map((ticked) => (ticked ? '1' : ''))
        const typed = { size, weight: String(weightGrams), fragile: breakable, forbiddenAccepted: accepted }
        expect(parseParcel(typed)).toEqual(once)
      }),
    )
  })
})

describe('parcel sizes', () => {
  it('have these boxes and weights', () => {
    const boxes = parcelSizePresets.map(({ size, maxSidesCm, maxWeightGrams }) => [size, ...maxSidesCm, maxWeightGrams])
    expect(boxes).toEqual([
      ['envelope', 35, 25, 3, 1_000],
      ['small', 35, 25, 18, 5_000],
      ['medium', 45, 40, 30, 10_000],
      ['large', 60, 50, 40, 20_000],
      ['xlarge', 100, 70, 60, 30_000],
    ])
  })

  it('increase in every dimension', () => {
    for (const [index, preset] of parcelSizePresets.entries()) {
      expect(preset.size).toBe(parcelSizes[index])
      const smaller = parcelSizePresets[index - 1]
      if (!smaller) continue
      expect(preset.maxWeightGrams).toBeGreaterThan(smaller.maxWeightGrams)
      expect(preset.maxSidesCm.every((side, at) => side >= (smaller.maxSidesCm[at] ?? 0))).toBe(true)
    }
  })

  it('have brackets up to their maximum weight', () => {
    for (const { size, maxWeightGrams } of parcelSizePresets) expect(weightBracketsOf(size).at(-1)).toBe(maxWeightGrams)
  })
})
