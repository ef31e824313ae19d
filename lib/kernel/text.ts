import { toLatinDigits } from './digits.ts'
import { dashFreeTatweel, partSilent } from './silent.ts'

const bidiMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Takes out the marks that change the direction of text. */
export const stripBidi = (text: string): string => text.replace(bidiMarks, '')

/** `text` as a run of its own direction (U+2068…U+2069), for plain text where `<bdi>` is impossible. */
export const isolate = (text: string): string => `\u2068${stripBidi(text)}\u2069`

/** `text` as a left-to-right run (U+2066…U+2069): codes in plain text. */
export const isolateLtr = (text: string): string => `\u2066${stripBidi(text)}\u2069`

const foldBreaks = (text: string, multiline: boolean) =>
  text.replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, multiline ? '\n' : ' ').replace(/[\t\p{Zs}]/gu, ' ')

const foldSpaces = (text: string) =>
  text
    .replace(/ +/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/**
 * What somebody typed, as it is kept and shown: NFC, Persian ی and ک, tatweel only where it is a dash, no invisible or
 * direction marks but one half-space between letters, at most three marks on a letter, white space folded, at most `max`
 * characters (code points). Numbers stay apart, whatever parted them. Line breaks stay only with `multiline`. For
 * comparing, see `searchKey`.
 */
export function cleanText(input: string, options: { max: number; multiline?: boolean }): string {
  // What draws nothing is taken out below, so that more is read than is kept; not without end.
  const read = input.slice(0, options.max * 16 + 256)
  const visible = partSilent(foldBreaks(read.normalize('NFC'), options.multiline ?? false))
  const persian = visible.replace(/[يى]/g, 'ی').replace(/ك/g, 'ک')
  const whole = dashFreeTatweel(foldSpaces(persian))
    .normalize('NFC')
    .replace(/(\p{M}{3})\p{M}+/gu, '$1')
  const cut = Array.from(foldSpaces(whole)).slice(0, options.max).join('')
  return foldSpaces(partSilent(cut))
}

/**
 * The beginning of a text that is longer than `max` characters (code points) or two lines: whole words in one line, with «…»
 * after them. Null where it is not longer.
 */
export function beginningOf(text: string, max: number): string | null {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  const isLong = characters.length > max
  if (!isLong && text.trim().split('\n').length <= 2) return null
  if (!isLong) return `${line}…`
  const cut = characters.slice(0, max).join('')
  const lastSpace = cut.lastIndexOf(' ')
  return `${(lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`
}

/** How many letters there are in a text, of any script: what has none says nothing to anyone who reads it. */
export const countLetters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0

const alike: Record<string, string> = { ي: 'ی', ى: 'ی', ك: 'ک', ە: 'ه', ة: 'ه', ۃ: 'ه', ہ: 'ه', ھ: 'ه', ٱ: 'ا' }

const maxKeyLength = 10_000

/**
 * A key under which spellings of the same words meet: letters without their marks, Latin digits, no half-spaces. Numbers
 * stay apart here, too. Of a text only as much as a message can hold is read, and no more is kept of what one sign may
 * stand for: U+FDFA is eighteen letters.
 */
export function searchKey(text: string): string {
  const whole = text
    .slice(0, maxKeyLength)
    .normalize('NFKD')
    .slice(0, maxKeyLength)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0085\u2028\u2029\s]+/gu, ' ')
  const bare = dashFreeTatweel(partSilent(whole, 'key'))
  const letters = bare.replace(/[يىكەةۃہھٱ]/g, (letter) => alike[letter] ?? letter)
  return toLatinDigits(letters).replace(/ +/g, ' ').trim()
}
