import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newTrackingCode } from '#lib/shipping/index.ts'
import { maxCodes, parseSearch } from './search-text.ts'

const [one, two, three] = [newTrackingCode(), newTrackingCode(), newTrackingCode()]
const grouped = (code: string, by: string) => [code.slice(0, 3), code.slice(3, 6), code.slice(6)].join(by)
const codesOf = (text: string) => {
  const read = parseSearch(text)
  return read.kind === 'codes' ? read.codes.map(({ code }) => code) : read.kind
}

describe('what is looked for on the desk', () => {
  it.each([
    ['one code as it is', one, [one]],
    ['in small letters', one.toLowerCase(), [one]],
    ['in groups', grouped(one, '-'), [one]],
    ['in groups with spaces', grouped(one, ' '), [one]],
    ['with Persian digits', toPersianDigits(grouped(one, '-')), [one]],
    ['a list by lines', `${one}\n${grouped(two, '-')}\r\n${three}\n`, [one, two, three]],
    ['a list by commas of either script', `${one}، ${two},${three}؛`, [one, two, three]],
    [
      'a list by spaces, of groups with spaces',
      `${grouped(one, ' ')} ${grouped(two, ' ')} ${three}`,
      [one, two, three],
    ],
    ['a column out of a table', `${one}\t${two}`, [one, two]],
    ['behind its label', `کد:${one} #${two}`, [one, two]],
    ['out of a link', `https://peyk.example/track?code=${grouped(one, '-')}&x=1`, [one]],
    ['the same code twice', `${one} ${grouped(one, '-')}`, [one]],
  ])('is read: %s', (_, text, expected) => {
    expect(codesOf(text)).toEqual(expected)
  })

  it('keeps what is no code in its place, as it was typed', () => {
    expect(parseSearch(`${one} سلام ${two}`)).toEqual({
      kind: 'codes',
      codes: [
        { asked: one, code: one },
        { asked: 'سلام', code: null },
        { asked: two, code: two },
      ],
    })
  })

  it.each([
    '4567',
    '۴۵۶۷',
    '٤٥٦٧',
    ' 4567 ',
    '\u200e4567\u200f',
    '\u2067۴۵۶۷\u2069',
    '09121234567',
    '+98 912 123 4567',
    '۰۹۱۲۱۲۳۴۵۶۷',
  ])('is the last four digits of a mobile: %s', (text) => {
    expect(parseSearch(text)).toEqual({ kind: 'last_four', digits: '4567' })
  })

  it('is nothing where nothing is typed, and too many beyond two hundred codes', () => {
    expect(parseSearch(' \n ')).toEqual({ kind: 'empty' })
    const codes = Array.from({ length: maxCodes + 1 }, () => newTrackingCode())
    expect(codesOf(codes.join('\n'))).toBe('too_many')
    expect(codesOf(codes.slice(1).join('\n'))).toHaveLength(maxCodes)
    expect(codesOf('x'.repeat(10_001))).toBe('too_many')
  })

  it('never fails, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parseSearch(text)))
  })
})
