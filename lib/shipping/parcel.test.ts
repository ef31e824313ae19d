import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from '#lib/kernel/testing-text.ts'
import { forbiddenGoods, forbiddenGoodsOf } from './forbidden.ts'
import { parcelSizePresets, parcelSizes, parseParcel, weightBracketsOf } from './parcel.ts'

const form = { size: 'small', weight: '2000', forbiddenAccepted: 'on' }

describe('parseParcel', () => {
  it('takes a size and a bracket', () => {
    const value = { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: true }
    expect(parseParcel(form)).toEqual({ ok: true, value, warnings: {} })
    expect(parseParcel({ ...form, fragile: '1' })).toMatchObject({ value: { fragile: true } })
  })

  it.each([
    ['۱۵۰۰', 1_500],
    ['١٬٥٠٠', 1_500],
    [' 1,500 ', 1_500],
  ])('takes typed grams before a bracket: %s', (weightGrams, grams) => {
    expect(parseParcel({ ...form, weightGrams })).toMatchObject({ ok: true, value: { weightGrams: grams } })
  })

  it.each([
    [{}, { size: 'size_required', weight: 'weight_required', forbiddenAccepted: 'forbidden_not_accepted' }],
    [{ ...form, size: 'huge' }, { size: 'size_required' }],
    [{ ...form, weight: '2001' }, { weight: 'weight_invalid' }],
    [{ ...form, weight: '10000' }, { weight: 'weight_over_size' }],
    [{ ...form, weightGrams: '6000' }, { weightGrams: 'weight_over_size' }],
    [{ ...form, weightGrams: '0' }, { weightGrams: 'weight_invalid' }],
    [{ ...form, weightGrams: '-5' }, { weightGrams: 'weight_invalid' }],
    [{ ...form, weightGrams: '1e3' }, { weightGrams: 'weight_invalid' }],
    [{ ...form, forbiddenAccepted: '' }, { forbiddenAccepted: 'forbidden_not_accepted' }],
  ])('names the faults of %j', (input, faults) => {
    expect(parseParcel(input)).toEqual({ ok: false, faults })
  })

  it('never throws, and reads its own answer back', () => {
    const text = fc.option(fc.oneof(anyText(), fc.constantFrom(...parcelSizes, '500', '۵۰۰')), {
      nil: undefined,
    })
    const forms = fc.record({ size: text, weight: text, weightGrams: text, fragile: text, forbiddenAccepted: text })
    fc.assert(
      fc.property(forms, (input) => {
        const once = parseParcel(input)
        if (!once.ok) return
        const { size, weightGrams, fragile } = once.value
        const typed = { size, weightGrams: String(weightGrams), fragile: fragile ? '1' : '', forbiddenAccepted: '1' }
        expect(parseParcel(typed)).toEqual(once)
      }),
    )
  })
})

describe('parcel sizes', () => {
  it('grow in every way', () => {
    for (const [index, preset] of parcelSizePresets.entries()) {
      expect(preset.size).toBe(parcelSizes[index])
      const smaller = parcelSizePresets[index - 1]
      if (!smaller) continue
      expect(preset.maxWeightGrams).toBeGreaterThan(smaller.maxWeightGrams)
      expect(preset.maxSidesCm.every((side, at) => side >= (smaller.maxSidesCm[at] ?? 0))).toBe(true)
    }
  })

  it('have brackets up to what they may weigh', () => {
    for (const { size, maxWeightGrams } of parcelSizePresets) expect(weightBracketsOf(size).at(-1)).toBe(maxWeightGrams)
  })
})

describe('forbiddenGoodsOf', () => {
  it('adds batteries and the like for the post', () => {
    expect(forbiddenGoodsOf('post_pishtaz')).toContain('batteries')
    expect(forbiddenGoodsOf('city_express')).not.toContain('batteries')
    expect(forbiddenGoodsOf('city_express')).toContain('weapons_explosives')
    expect(forbiddenGoodsOf(null)).toEqual([...forbiddenGoods])
  })
})
