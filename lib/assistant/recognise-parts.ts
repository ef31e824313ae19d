import { searchKey } from '../kernel/text.ts'
import { asksWhere, type CityNames, cityAt, type FoundCity } from './recognise-cities.ts'
import { classOf, isKnownWord } from './recognise-words.ts'

/** A part of a sentence: the letters of its words (recognise-words.ts), and the cities it names. */
export type Part = { letters: string; cities: { slug: string; towards: boolean }[] }

/** The parts of a text between its stops and commas. */
export function partsOf(text: string, names: CityNames): Part[] {
  return sentencesOf(text).flatMap(({ parts, asked }) => parts.map((part) => read(part, asked, names)))
}

/** Sentences with their parts between commas; a question mark counts for all parts of its sentence. */
function sentencesOf(text: string): { parts: string[]; asked: boolean }[] {
  // A half-space becomes a space: both join the same words below.
  const pieces = text.replace(/\u200c/g, ' ').split(/([.!?؟…\n\r]+)/u)
  return pieces.flatMap((piece, index) =>
    index % 2 === 0 && piece.trim() !== ''
      ? [{ parts: piece.split(/[،,؛;]/u), asked: /[?؟]/u.test(pieces[index + 1] ?? '') }]
      : [],
  )
}

const wordsIn = (text: string) =>
  (searchKey(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.replace(/(.)\1{2,}/gu, '$1'))

const longestKnown = 24
const towardsMarks = new Set(['به', 'ب', 'تا', 'برای', 'برا', 'واسه', 'be', 'ta'])
const cityMarks = new Set(['به', 'ب', 'تا', 'شهر', 'شهرستان', 'be', 'ta'])
const otherPlaces = new Set(
  'خیابان خیابون میدان میدون کوچه بلوار اتوبان شهرک فلکه مترو پلاک فرش قالی قالیچه گلیم اقای'.split(' '),
)
const atSellers = new Set('هستید هستین هستی کدوم کجای'.split(' '))

/** The letters of one part's words and the cities named in it. */
function read(text: string, asked: boolean, names: CityNames): Part {
  const words = joined(wordsIn(text))
  const classes = words.map(classOf)
  const cities: Part['cities'] = []
  let letters = ''
  for (let at = 0; at < words.length; ) {
    const found = cityAt(words, at, names)
    const role = found ? roleOf(found, words, classes, at) : 'none'
    if (!found || role === 'none') {
      letters += countsThings(words, classes, at) ? 'U' : (classes[at] ?? '')
      at += 1
      continue
    }
    if (role !== 'origin') {
      cities.push({ slug: found.slug, towards: role === 'towards' })
      letters += 'O'
    }
    at += found.words
  }
  return { letters: asked ? `${letters}?` : letters, cities }
}

type Role = 'towards' | 'named' | 'origin' | 'none'

/** What the words around a city's name make of it: `none` where they make it a street or another word. */
function roleOf(found: FoundCity, words: readonly string[], classes: readonly string[], at: number): Role {
  const end = at + found.words
  const [before = '', after = ''] = [words[at - 1], words[end]]
  if (otherPlaces.has(before)) return 'none'
  const besideSending = /[SVv]/.test(`${classes[at - 1] ?? ''}${classes[end] ?? ''}`)
  if (found.ambiguous && !cityMarks.has(before) && !besideSending) return 'none'
  const livesThere = after === 'زندگی' && /^میکنی[دن]?$/.test(words[end + 1] ?? '')
  const isSellers = atSellers.has(after) || before === 'کجای' || livesThere || asksWhere(found.ending)
  if (isSellers || (before === 'از' && after !== 'پیام')) return 'origin'
  return towardsMarks.has(before) ? 'towards' : 'named'
}

/** One word where two or three tokens make a known one: «می فرستید», «پس کرایه». */
function joined(tokens: readonly string[]): string[] {
  const words: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const count = [3, 2].find((size) => isWritten(tokens.slice(at, at + size), size)) ?? 1
    words.push(tokens.slice(at, at + count).join(''))
    at += count
  }
  return words
}

function isWritten(tokens: readonly string[], size: number): boolean {
  if (tokens.length < size) return false
  if (size === 2 && (tokens[0] === 'می' || tokens[0] === 'نمی')) return true
  const word = tokens.join('')
  return word.length <= longestKnown && isKnownWord(word)
}

/** «چند متره»: how many of something, not how much it costs. */
function countsThings(words: readonly string[], classes: readonly string[], at: number): boolean {
  return words[at] === 'چند' && classes[at + 1] === 'U'
}
