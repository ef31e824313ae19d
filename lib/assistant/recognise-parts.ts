import { type CityNames, placeAt } from '#lib/language/places.ts'
import { searchKey } from '../kernel/text.ts'
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
/** The letters of one part's words and the cities named in it. */
function read(text: string, asked: boolean, names: CityNames): Part {
  const words = joined(wordsIn(text))
  const classes = words.map(classOf)
  const cities: Part['cities'] = []
  let letters = ''
  for (let at = 0; at < words.length; ) {
    const place = placeAt(words, at, names)
    const besideSending = /[SVv]/.test(`${classes[at - 1] ?? ''}${classes[place?.end ?? at] ?? ''}`)
    if (!place || !(place.sure || besideSending)) {
      letters += countsThings(words, classes, at) ? 'U' : (classes[at] ?? '')
      at += 1
      continue
    }
    // Where the thing comes from and where the seller is: nothing is sent there.
    if (place.role !== 'from' && place.role !== 'yours') {
      cities.push({ slug: place.slug, towards: place.role === 'to' })
      letters += 'O'
    }
    at = place.end
  }
  return { letters: asked ? `${letters}?` : letters, cities }
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
