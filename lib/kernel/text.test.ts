import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText } from './testing-text.ts'
import { beginningOf, cleanText, isolate, isolateLtr, searchKey, stripBidi } from './text.ts'

const clean = (text: string, max = 200) => cleanText(text, { max })

describe('cleanText', () => {
  it.each([
    ['Arabic letters become Persian', 'علي كريمى', 'علی کریمی'],
    ['tatweel goes', 'ســلام', 'سلام'],
    ['one half-space between letters stays', 'می\u200c\u200cروم', 'می\u200cروم'],
    ['a half-space next to a space or an end is removed', '\u200cمی \u200c روم\u200c', 'می روم'],
    ['direction marks go', 'a\u202eb\u2066c\u2069\u200f\u061c', 'abc'],
    ['zero-width characters go', 'a\u200bb\u200dc\ufeffd\u00ade\u2060f\u3164', 'abcdef'],
    ['NUL, controls and lone surrogates go', 'a\0b\u0007c\ud800d\udc00', 'abcd'],
    ['white space folds', '  a\t\tb\u00a0c\r\nd\u2028e  ', 'a b c d e'],
    ['a heap of marks on a letter is cut', `ا${'\u064b'.repeat(20)}`, 'ا\u064b\u064b\u064b'],
    ['the composed form is kept', 'ا\u0653', 'آ'],
  ])('cleans: %s', (_, input, expected) => {
    expect(clean(input)).toBe(expected)
  })

  it('keeps line breaks only when asked to', () => {
    expect(cleanText('الف\r\n\n\n\nب  \n ج', { max: 50, multiline: true })).toBe('الف\n\nب\nج')
    expect(cleanText('الف\nب', { max: 50 })).toBe('الف ب')
  })

  it('cuts by whole characters', () => {
    expect(clean('😀😀😀', 2)).toBe('😀😀')
    expect(clean('می\u200cروم', 3)).toBe('می')
    expect(clean('ab cd', 3)).toBe('ab')
  })

  it('never throws, exceeds its length or leaves unsafe characters, and is idempotent', () => {
    fc.assert(
      fc.property(anyText(), fc.nat({ max: 30 }), fc.boolean(), (input, max, multiline) => {
        const once = cleanText(input, { max, multiline })
        expect(cleanText(once, { max, multiline })).toBe(once)
        expect(Array.from(once).length).toBeLessThanOrEqual(max)
        expect(once).not.toMatch(/\p{Cs}/u)
        expect(once).not.toMatch(/(?!\u200c)[\p{Cf}\0]/u)
        expect(once).not.toMatch(/[يىكـ]/)
        expect(once).toBe(once.trim())
        if (!multiline) expect(once).not.toContain('\n')
      }),
      { numRuns: 1_000 },
    )
  })

  it('reads no further than its result can need', () => {
    const hidden = '\u200b'.repeat(150)
    expect(cleanText(`${hidden}سلام`, { max: 4 })).toBe('سلام')
    expect(cleanText('ﬤﬥ'.repeat(1_000_000), { max: 10 })).toHaveLength(10)
  })
})

describe('searchKey', () => {
  it.each([
    ['می\u200cروم', 'میروم'],
    ['آذربايجان', 'اذربایجان'],
    ['خانهٔ ۱۲', 'خانه 12'],
    ['ﺳﻼم', 'سلام'],
    ['iPhone ١٣', 'iphone 13'],
  ])('normalises: %s', (text, key) => {
    expect(searchKey(text)).toBe(key)
  })

  it('is no longer than a message, for characters that expand too', () => {
    for (const text of ['ﷺ'.repeat(10_000), 'ﷺ'.repeat(1_000_000), 'ا'.repeat(1_000_000)]) {
      expect(searchKey(text).length).toBeLessThanOrEqual(10_000)
    }
    expect(searchKey('ﷺ')).toBe('صلي الله عليه وسلم'.replaceAll('ي', 'ی'))
  })

  it('is idempotent and ignores what cleanText removes', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(searchKey(searchKey(text))).toBe(searchKey(text))
      }),
      { numRuns: 1_000 },
    )
    expect(searchKey('كِتابـ')).toBe(searchKey(clean('كِتابـ')))
  })
})

describe('isolates', () => {
  it('wrap a text once and remove marks inside it', () => {
    expect(isolate('a\u2069b')).toBe('\u2068ab\u2069')
    expect(isolateLtr('\u202eXK4M')).toBe('\u2066XK4M\u2069')
    expect(stripBidi(isolate(isolateLtr('x')))).toBe('x')
  })
})

describe('the beginning of a text', () => {
  it.each([
    ['of what is short is none', 'پیک نیامد', null],
    ['of two short lines is none', 'پیک\nنیامد', null],
    ['of exactly the length is none', 'ا'.repeat(20), null],
    ['of three short lines is one line', 'پیک\n\nهنوز\nنیامد', 'پیک هنوز نیامد…'],
    ['of a long one ends with a word', 'پیک تا امروز عصر نیامده است', 'پیک تا امروز عصر…'],
    ['of one long word is cut', 'ا'.repeat(30), `${'ا'.repeat(20)}…`],
    ['cuts no character in half', '🚲'.repeat(21), `${'🚲'.repeat(20)}…`],
    ['of nothing is none', '', null],
  ])('%s', (_, text, expected) => {
    expect(beginningOf(text, 20)).toBe(expected)
  })

  it('is never longer than asked for and begins the text', () => {
    fc.assert(
      fc.property(anyText(), fc.integer({ min: 1, max: 200 }), (text, max) => {
        const beginning = beginningOf(text, max)
        if (beginning === null) return
        expect(Array.from(beginning).length).toBeLessThanOrEqual(max + 1)
        expect(text.replace(/\s+/g, ' ').trim().startsWith(beginning.slice(0, -1))).toBe(true)
      }),
    )
  })
})
