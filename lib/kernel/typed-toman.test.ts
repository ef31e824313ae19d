import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPersianDigits } from './digits.ts'
import { anyText } from './testing-text.ts'
import { maxToman } from './toman.ts'
import { typedToman } from './typed-toman.ts'

const faultOf = (text: string) => {
  const read = typedToman(text)
  return read.ok ? read.amount : read.fault
}

const arabicDigits = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
const grouped = (value: number, sign: string) => String(value).replace(/\B(?=(\d{3})+$)/g, sign)

const ones = ['', 'یک', 'دو', 'سه', 'چهار', 'پنج', 'شش', 'هفت', 'هشت', 'نه', 'ده', 'یازده', 'دوازده', 'سیزده', 'چهارده']
const teens = [...ones, 'پانزده', 'شانزده', 'هفده', 'هجده', 'نوزده']
const tens = ['', '', 'بیست', 'سی', 'چهل', 'پنجاه', 'شصت', 'هفتاد', 'هشتاد', 'نود']
const hundreds = ['', 'صد', 'دویست', 'سیصد', 'چهارصد', 'پانصد', 'ششصد', 'هفتصد', 'هشتصد', 'نهصد']

const spelled = (below1000: number): string => {
  const rest = below1000 % 100
  const low = rest < 20 ? [teens[rest]] : [tens[Math.floor(rest / 10)], ones[rest % 10]]
  return [hundreds[Math.floor(below1000 / 100)], ...low].filter(Boolean).join(' و ')
}

/** «۲ میلیارد و ۳۵۰ میلیون و ۵۰ هزار و ۷», each number as `say` says it. */
const parts = (value: number, say: (below1000: number) => string): string => {
  const groups = ['میلیارد', 'میلیون', 'هزار', ''].map((scale, i) => {
    const group = Math.floor(value / 10 ** (9 - i * 3)) % 1000
    return group === 0 ? '' : `${say(group)} ${scale}`.trim()
  })
  return groups.filter(Boolean).join(' و ')
}

const amount = fc.oneof(
  fc.integer({ min: 0, max: maxToman }),
  fc.integer({ min: 0, max: 100_000 }),
  fc.tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(1e3, 1e5, 1e6, 1e7)).map(([value, of]) => value * of),
)
const script = fc.constantFrom(String, toPersianDigits, arabicDigits)
const sign = fc.constantFrom('', '٬', ',', '،', '.', '٫', '/', "'", ' ', '\u00a0', '\u202f', '\u200c', '\u200b', ', ')
const unit = fc.constantFrom('', ' تومان', 'تومان', ' تومن', ' ت', ' toman', '\u200cتومان', ' تومان.')

describe('a typed amount', () => {
  it('is what it says, in digits of any script with any sign between thousands', () => {
    fc.assert(
      fc.property(amount, script, sign, unit, (value, write, between, said) => {
        // One group behind «٫» or «/» is a fraction, by itself of nothing.
        fc.pre(!['٫', '/'].includes(between) || value >= 1e6 || value < 1000)
        expect(faultOf(`${write(grouped(value, between))}${said}`)).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  it('is what it says, in parts of a thousand, with digits or in words', () => {
    // A rest below a thousand behind nothing but millions means thousands, which is tested below.
    const clear = amount.filter((value) => value > 0 && (value % 1000 === 0 || value < 1e6 || value % 1e6 >= 1000))
    fc.assert(
      fc.property(clear, fc.constantFrom(toPersianDigits, String, spelled), unit, (value, say, said) => {
        expect(faultOf(`${parts(value, say)}${said}`)).toBe(value)
        expect(faultOf(`${parts(value, say).replaceAll(' ', '\u200c')}${said}`)).toBe(value)
      }),
      { numRuns: 500 },
    )
  })

  it('is what it says, as a fraction of a thousand, a million or a milliard', () => {
    const scale = fc.constantFrom(['هزار', 3] as const, ['میلیون', 6] as const, ['میلیارد', 9] as const)
    fc.assert(
      fc.property(amount, script, scale, (value, write, [word, length]) => {
        const digits = String(value).padStart(length + 1, '0')
        const fraction = digits.slice(-length).replace(/0+$/, '')
        const text = `${digits.slice(0, -length)}${fraction && `٫${fraction}`}`
        expect(faultOf(`${write(text)} ${word}`)).toBe(value)
      }),
    )
  })

  it('is a tenth of what it says in rials', () => {
    fc.assert(
      fc.property(amount, script, sign, (value, write, between) => {
        fc.pre(!['٫', '/'].includes(between) || value >= 1e5 || value < 100)
        expect(faultOf(`${write(grouped(value * 10, between))} ریال`)).toBe(value)
      }),
    )
  })

  it('never throws and is a whole amount up to the most, whatever the text', () => {
    const piece = fc.constantFrom(...'۱٢3۰ ,.٬/-و', 'میلیون', 'هزار', 'نیم', 'صد', 'تومان', 'ریال', '\u200c', '½')
    const text = fc.oneof(
      anyText(60),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (typed) => {
        const read = typedToman(typed)
        if (read.ok) expect(Number.isInteger(read.amount) && read.amount >= 0 && read.amount <= maxToman).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['۲ میلیون و ۵۰۰', 2_500_000],
    ['۲ میلیون و ۵۰ تومان', 2_050_000],
    ['دو میلیون و پونصد', 2_500_000],
    ['۲ میلیارد و ۵۰۰', 2_500_000_000],
    ['۲ میلیون و ۳۰۰٬۰۰۰', 2_300_000],
    ['پنجاه هزار و پانصد', 50_500],
  ])('means thousands where its rest leaves them out: %s', (text, value) => {
    expect(faultOf(text)).toBe(value)
  })

  it.each([
    ['۲.۵ میلیون', 2_500_000],
    ['۲/۵ میلیون', 2_500_000],
    ['۲،۵ میلیون تومان', 2_500_000],
    ['۲٬۵۰۰ میلیون', 2_500_000_000],
    ['دو و نیم میلیون', 2_500_000],
    ['۲ و نیم میلیون', 2_500_000],
    ['دو میلیون و نیم', 2_500_000],
    ['نیم میلیون تومن', 500_000],
    ['هزار تومان', 1_000],
    ['دویست‌وپنجاه هزارتومان', 250_000],
    ['500k', 500_000],
    ['2 million toman', 2_000_000],
    ['2.5m', 2_500_000],
    ['۲/۵م', 2_500_000],
    ['2m 500k', 2_500_000],
    ['تومان ۲۵۰٬۰۰۰', 250_000],
    ['﷼۲۵۰٬۰۰۰', 25_000],
    ['IRR 250,000', 25_000],
    ['250,000 IRT', 250_000],
    ['۵۰۰۰۰۰﷼', 50_000],
    ['０', 0],
  ])('is read as people write it: %s', (text, value) => {
    expect(faultOf(text)).toBe(value)
  })

  it.each([
    '۲.۵۰۰ میلیون',
    '۲ میلیون و ۵',
    '۲۰ میلیون و ۵۰۰ ریال',
    'ریال ۲۰ میلیون و ۵۰۰',
    'تومان ۵۰۰۰ ریال',
    'م',
    '۲.۵۰۰ م',
    '-۵۰۰۰',
    '۵۰۰۰-',
    '−۵۰۰۰',
    '۱۲۰-۱۵۰ هزار تومان',
    '۵۵ ریال',
    '۱۲٫۵',
    '۰٫۰۰۰۵ هزار',
    '۰۹۱۲۱۲۳۴۵۶۷',
    '۵۰۰ ۰۰',
    '۱٬۰۰۰.۰۰۰',
    '۵²',
    '½ میلیون',
    '1e6',
    'میلیون',
    'تومان',
    'دو ۵۰۰',
    '۵ میلیون ۵ میلیون',
    '۵۰۰ هزار و ۲ میلیون',
    '۲ میلیون و ۵۰۰۰ هزار',
    'و ۵۰۰',
    '۵۰۰ و',
    '۵۰۰ تومان و ۲۰ ریال',
    'گران',
    '1'.repeat(101),
  ])('is unreadable where it is no amount, or may be two: %s', (text) => {
    expect(faultOf(text)).toBe('unreadable')
  })

  it.each(['۱۰٬۰۰۰٬۰۰۰٬۰۰۱', '۱۲ میلیارد', '9'.repeat(100), '۹۹۹۹ میلیارد', '۱۰۰٬۰۰۰٬۰۰۰٬۰۱۰ ریال'])(
    'is too large: %s',
    (text) => {
      expect(faultOf(text)).toBe('too_large')
    },
  )

  it.each(['', ' ', '\u200c', '\u00a0\n'])('is empty where nothing is to be seen: %j', (text) => {
    expect(faultOf(text)).toBe('empty')
  })
})
