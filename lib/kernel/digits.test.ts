import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDigitsToLatin, toLatinDigits, toPersianDigits } from './digits.ts'
import { anyText } from './testing-text.ts'

describe('digit conversion', () => {
  it('reads Persian and Arabic digits', () => {
    expect(toLatinDigits('۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩ 0123456789')).toBe('0123456789 0123456789 0123456789')
  })

  it('writes Persian digits, also for numbers', () => {
    expect(toPersianDigits('09٤۵')).toBe('۰۹۴۵')
    expect(toPersianDigits(1405)).toBe('۱۴۰۵')
  })

  it.each([
    '۰۱۲۳۴۵۶۷۸۹',
    '٠١٢٣٤٥٦٧٨٩',
    '０１２３４５６７８９',
    '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
    '⁰¹²³⁴⁵⁶⁷⁸⁹',
    '०१२३४५६७८९',
    '০১২৩৪৫৬৭৮৯',
    '๐๑๒๓๔๕๖๗๘๙',
    '𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙',
  ])('reads %s', (digits) => {
    expect(anyDigitsToLatin(`a${digits}ب`)).toBe('a0123456789ب')
  })

  it('changes nothing else and is idempotent', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const latin = toLatinDigits(text)
        expect(toLatinDigits(latin)).toBe(latin)
        expect(latin.length).toBe(text.length)
        expect(toPersianDigits(toPersianDigits(text))).toBe(toPersianDigits(text))
        expect(toLatinDigits(toPersianDigits(text))).toBe(latin)
      }),
    )
  })
})
