import { describe, expect, it } from 'vitest'
import { toman } from '#lib/kernel/toman.ts'
import { parcelText, pricesTexts } from './price-desk-texts.ts'

describe('what is said to anyone whose price draft is late', () => {
  const change = 'ارسال ویژه، درون شهر، کوچک: از ۱۲۰٬۰۰۰ به ۱۱۰٬۰۰۰'

  it('names what the next tap would change', () => {
    expect(pricesTexts.staleDraft([change])).toContain(`این‌ها عوض می‌شود: ${change}.`)
    expect(pricesTexts.staleDraft(Array(12).fill(change))).not.toContain('تفاوت دیگر')
    expect(pricesTexts.staleDraft(Array(15).fill(change))).toMatch(/؛ و ۳ تفاوت دیگر\.$/)
    expect(pricesTexts.staleDraft([])).toContain('فرقی ندارد')
  })

  it('describes a parcel by all that its price depends on', () => {
    const parcel = { service: 'city_express', distance: 'same_city', size: 'small', weightGrams: 2_000 } as const
    const text = parcelText({ ...parcel, fragile: true, expectedToman: toman(110_000) })
    for (const part of ['درون شهر', 'کوچک', '۲٬۰۰۰ گرم', 'شکستنی', '۱۱۰٬۰۰۰']) expect(text).toContain(part)
    expect(parcelText(undefined)).toBe('—')
  })
})
