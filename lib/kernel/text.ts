import { toLatinDigits } from './digits.ts'

const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
// What draws nothing: format and other ignorable characters, controls, halves of a surrogate pair. Not the half-space
// (U+200C) and the line feed, which have rules of their own below.
const invisible = /(?![\u200c\n])[\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}]/gu

/** Takes out the marks that change the direction of text. */
export const stripBidi = (text: string): string => text.replace(bidiMarks, '')

/** `text` as a run of its own direction (U+2068…U+2069), for plain text where `<bdi>` is impossible. */
export const isolate = (text: string): string => `\u2068${stripBidi(text)}\u2069`

/** `text` as a left-to-right run (U+2066…U+2069): codes in plain text. */
export const isolateLtr = (text: string): string => `\u2066${stripBidi(text)}\u2069`

const foldBreaks = (text: string, multiline: boolean) =>
  text.replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, multiline ? '\n' : ' ').replace(/[\t\p{Zs}]/gu, ' ')

// A half-space stands alone and between letters, or not at all. (No lookbehind: Safari before 16.4 cannot read it.)
const foldHalfSpaces = (text: string) =>
  text.replace(/([\p{L}\p{M}]?)\u200c+(?=(\p{L})?)/gu, (_, before: string, after: string | undefined) =>
    before !== '' && after !== undefined ? `${before}\u200c` : before,
  )

const foldSpaces = (text: string) =>
  text
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/**
 * What somebody typed, as it is kept and shown: NFC, Persian ی and ک, no tatweel, no invisible or direction marks but
 * one half-space between letters, at most three marks on a letter, white space folded, at most `max` characters (code
 * points). Line breaks stay only with `multiline`. For comparing, see `searchKey`.
 */
export function cleanText(input: string, options: { max: number; multiline?: boolean }): string {
  // What draws nothing is taken out below, so that more is read than is kept; not without end.
  const read = input.slice(0, options.max * 16 + 256)
  const visible = foldBreaks(read.normalize('NFC'), options.multiline ?? false).replace(invisible, '')
  const persian = visible.replace(/[يى]/g, 'ی').replace(/ك/g, 'ک').replace(/ـ/g, '')
  const whole = foldHalfSpaces(persian)
    .normalize('NFC')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
  const cut = Array.from(foldSpaces(whole)).slice(0, options.max).join('')
  return foldSpaces(foldHalfSpaces(cut))
}

const alike: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ە: 'ه', ة: 'ه', ۃ: 'ه', ہ: 'ه', ھ: 'ه', ٱ: 'ا', ـ: '' }

const longestKey = 10_000

/**
 * A key under which spellings of the same words meet: letters without their marks, Latin digits, no half-spaces. Of a text
 * only as much as a message can hold is read, and no more is kept of what one sign may stand for: U+FDFA is eighteen
 * letters.
 */
export function searchKey(text: string): string {
  const bare = text
    .slice(0, longestKey)
    .normalize('NFKD')
    .slice(0, longestKey)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u200c]/gu, '')
    .replace(/[\u0085\u2028\u2029\s]+/gu, ' ')
  const letters = bare.replace(invisible, '').replace(/[يىكەةۃہھٱـ]/g, (letter) => alike[letter] ?? letter)
  return toLatinDigits(letters).replace(/ +/g, ' ').trim()
}
