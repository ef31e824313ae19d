import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toLatinDigits } from './digits.ts'
import { cleanText, searchKey } from './text.ts'

const clean = (text: string) => cleanText(text, { max: 300 })

/** What draws nothing, each by its name. */
const invisible = {
  'half-space': '\u200c',
  'zero-width joiner': '\u200d',
  'zero-width space': '\u200b',
  'soft hyphen': '\u00ad',
  'word joiner': '\u2060',
  'byte order mark': '\ufeff',
  'left-to-right mark': '\u200e',
  'right-to-left mark': '\u200f',
  'Arabic letter mark': '\u061c',
  isolate: '\u2066',
  'end of an isolate': '\u2069',
  override: '\u202e',
  'Mongolian vowel separator': '\u180e',
  'grapheme joiner': '\u034f',
  'variation selector': '\ufe0f',
  'variation selector of another plane': '\u{e0100}',
  'tag digit': '\u{e0031}',
  'Hangul filler': '\u3164',
  'invisible times': '\u2062',
  NUL: '\0',
  'half of a pair': '\ud800',
}

describe('divided numbers in a text', () => {
  it.each([
    ['پلاک ۱۲ـ۳', 'پلاک ۱۲-۳'],
    ['واحد ۴ــ۱', 'واحد ۴-۱'],
    ['قطعه ۷ـ۹ بلوک ۲ـ۱', 'قطعه ۷-۹ بلوک ۲-۱'],
    ['پ۱۸ـ۲۰', 'پ۱۸-۲۰'],
    ['۱۲۰ـ۱۵۰ هزار تومان', '۱۲۰-۱۵۰ هزار تومان'],
    ['۱۴۰۵ـ۰۹ـ۰۷', '۱۴۰۵-۰۹-۰۷'],
    ['پلاک 12ـ٣ واحد １ـ۲', 'پلاک 12-٣ واحد １-۲'],
    ['ساعت ۱۰ ـ ۱۲', 'ساعت ۱۰ - ۱۲'],
    ['ساعت ۱۰ـــ ۱۲', 'ساعت ۱۰- ۱۲'],
    ['ساعت ۱۰ ـ ــ ۱۲', 'ساعت ۱۰ - ۱۲'],
    ['(۱۰)ـ(۱۲)', '(۱۰)-(۱۲)'],
    ['۱۰٪ ـ ۲۰٪', '۱۰٪ - ۲۰٪'],
    ['۱۲\u200cـ\u200f۳', '۱۲-۳'],
    ['۱۲ـ\u064b۳', '۱۲\u064b-۳'],
    ['بلوک A ـ ۱۲', 'بلوک A ۱۲'],
    ['ســلام كـتاب', 'سلام کتاب'],
    ['کتابـ ۱۲', 'کتاب ۱۲'],
    ['بـ\u064eب', 'ب\u064eب'],
    ['می\u200cـروم', 'می\u200cروم'],
    ['۲\u200c۳ روزه', '۲ ۳ روزه'],
    ['۲۰\u200cمتری', '۲۰ متری'],
    ['پلاک\u200c۱۲', 'پلاک ۱۲'],
    ['پلاک \u200f۱۲\u200f، واحد \u200e۳', 'پلاک ۱۲، واحد ۳'],
  ])('are read: %s', (typed, kept) => {
    expect(clean(typed)).toBe(kept)
    expect(clean(kept)).toBe(kept)
  })

  it.each(Object.entries(invisible))('treat a %s between two digits, alone or repeated, as a space', (_, mark) => {
    for (const between of [mark, mark.repeat(3), `${mark}\u200c${mark}`]) {
      expect(clean(`پلاک ۱۲${between}3`)).toBe('پلاک ۱۲ 3')
      expect(searchKey(`پلاک ۱۲${between}3`)).toBe('پلاک 12 3')
      expect(clean(`پلاک ۱۲${between}ـ${between}3`)).toBe('پلاک ۱۲-3')
    }
    expect(clean(`سلا${mark}م`).replace('\u200c', '')).toBe('سلام')
  })

  const groups = (text: string) => toLatinDigits(text.normalize('NFKC')).match(/\d+/g) ?? []
  const point = fc.nat({ max: 0x10ffff }).map((code) => String.fromCodePoint(code))
  const other = fc.oneof(fc.constantFrom(...Object.values(invisible), 'ـ', ' ', '\n', '\u064b'), point)
  const between = fc.array(
    other.filter((text) => !/\p{N}/u.test(text.normalize('NFKC'))),
    { minLength: 1, maxLength: 5 },
  )
  const digits = fc.array(fc.constantFrom(...'0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩５'), { minLength: 1, maxLength: 4 })
  const parted = fc.array(fc.tuple(digits, between), { maxLength: 6 })

  it('are never joined, with any divider', () => {
    fc.assert(
      fc.property(parted, fc.boolean(), (parts, multiline) => {
        const text = parts.map(([number, rest]) => number.join('') + rest.join('')).join('')
        const typed = parts.map(([number]) => groups(number.join('')).join(''))
        const kept = cleanText(text, { max: 300, multiline })
        expect(groups(kept)).toEqual(typed)
        expect(cleanText(kept, { max: 300, multiline })).toBe(kept)
        expect(groups(searchKey(text))).toEqual(typed)
      }),
      { numRuns: 1_000 },
    )
  })

  it('lose no letter', () => {
    const letters = (text: string) => text.match(/[آ-غف-قل-وپچژگکی]/g) ?? []
    const words = fc.array(fc.oneof(fc.constantFrom(...'سلامکتاب', 'ـ', '۱', ' ', ...Object.values(invisible))), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(words, (units) => {
        const text = units.join('')
        expect(letters(clean(text))).toEqual(letters(text))
      }),
      { numRuns: 500 },
    )
  })
})
