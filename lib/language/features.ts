import { cityWord, conceptsOf } from './concepts.ts'
import { consonantKey } from './sounds.ts'
import { classOf } from './word-classes.ts'
import type { Segment } from './words.ts'

/** Hashes of features have so many bits: few enough to store their distances in a byte, enough that few meet. */
export const hashBits = 22

const mask = (1 << hashBits) - 1
const prime = 16_777_619
const maxWords = 60

type Visit = (hash: number) => void

/**
 * Gives the hash of each feature of a segment, some more than once: runs of letters and of sounds, words with their
 * neighbours in both, runs of word classes, and which concepts follow one another or meet. In `words` a city is `@`.
 */
export function eachFeature({ words: all, isAsked }: Segment, visit: Visit): void {
  const words = all.slice(0, maxWords)
  const end = isAsked ? '?' : '$'
  const sounds = words.map((word) => (word === cityWord ? word : consonantKey(word)))
  const mark = isAsked ? ' ?' : ''
  runs(1, ` ${words.join(' ')}${mark} `, 3, 5, visit)
  runs(2, ` ${sounds.join(' ')}${mark} `, 3, 5, visit)
  sequences(10, ['^', ...words, end].map(numberOf), visit)
  sequences(20, ['^', ...sounds, end].map(numberOf), visit)
  const classes = words.map((word) => (word === cityWord ? 'O' : classOf(word))).join('')
  runs(3, `^${classes}${isAsked ? '?' : '$'}`, 1, 4, visit)
  const concepts = words.map((word, index) => conceptsOf(word, sounds[index] ?? ''))
  const [start, none, last] = ['^', '.', end].map(numberOf) as [number, number, number]
  sequences(30, [start, ...concepts.map(([first]) => first ?? none), last], visit)
  sequences(
    40,
    concepts.flatMap(([first]) => first ?? []),
    visit,
  )
  meetings(50, concepts, visit)
}

/** Every run of `least` to `most` letters. */
function runs(salt: number, text: string, least: number, most: number, visit: Visit): void {
  const codes = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at++) codes[at] = text.charCodeAt(at)
  const start = begin(salt)
  for (let first = 0; first < codes.length; first++) {
    let value = start
    const end = Math.min(codes.length, first + most)
    for (let at = first; at < end; at++) {
      value = Math.imul(value ^ (codes[at] ?? 0), prime)
      if (at - first + 1 >= least) visit(ended(value))
    }
  }
}

/** Each part, with the one before it, with the one before that, and all three. */
function sequences(salt: number, parts: readonly number[], visit: Visit): void {
  for (let at = 0; at < parts.length; at++) {
    const [part, last, before] = [parts[at] ?? 0, parts[at - 1] ?? 0, parts[at - 2] ?? 0]
    visit(joined(salt, part, 0, 0))
    if (at > 0) visit(joined(salt + 1, last, part, 0))
    if (at > 1) visit(joined(salt + 2, before, part, 0))
    if (at > 1) visit(joined(salt + 3, before, last, part))
  }
}

/** Which two concepts meet in the segment, in whatever order. */
function meetings(salt: number, concepts: readonly number[][], visit: Visit): void {
  const met = [...new Set(concepts.flat())].sort((one, two) => one - two)
  for (const [at, one] of met.entries()) {
    visit(joined(salt, one, 0, 0))
    for (const other of met.slice(at + 1)) visit(joined(salt + 1, one, other, 0))
  }
}

function numberOf(text: string): number {
  let value = begin(9)
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), prime)
  return value
}

const joined = (salt: number, one: number, two: number, three: number): number =>
  ended(mixed(mixed(mixed(begin(salt), one), two), three))

const mixed = (value: number, part: number): number => Math.imul((value ^ part) >>> 0, prime) ^ (value >>> 13)

// FNV-1a over code units; its low bits alone mix too little.
const begin = (salt: number) => Math.imul(2_166_136_261 ^ salt, prime)

function ended(value: number): number {
  const once = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d)
  return (once ^ (once >>> 12)) & mask
}
