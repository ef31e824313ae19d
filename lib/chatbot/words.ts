import { searchKey } from '#lib/kernel/text.ts'

/**
 * The words of a text under their search keys. A half-space parts words, since «سفارش‌های», «سفارش های» and «سفارشهای»
 * must meet: what is looked for is compared with runs of words written together.
 */
export const wordsOf = (text: string): string[] =>
  searchKey(text.replaceAll('\u200c', ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** So that «سلااام» and «مرسییی» are words, too. */
export const squeezed = (word: string): string => word.replace(/(.)\1+/gu, '$1')

const keys = new Map<string, string>()

/** A phrase as `runOf` looks for it. For phrases of skills and names of cities, never for what somebody typed: it is kept. */
export function keyOf(phrase: string): string {
  const key = keys.get(phrase) ?? wordsOf(phrase).join('')
  keys.set(phrase, key)
  return key
}

/** Where whole words stand that make up `key` when written together: the first, and the one after the last. */
export function runOf(words: readonly string[], key: string, from = 0): { start: number; end: number } | null {
  for (let start = from; start < words.length; start++) {
    let joined = ''
    for (let end = start; end < words.length && joined.length < key.length; end++) {
      joined += words[end]
      if (joined === key) return { start, end: end + 1 }
    }
  }
  return null
}

/** Whether one of the phrases stands in the words. */
export const names = (words: readonly string[], phrases: readonly string[]): boolean =>
  phrases.some((phrase) => runOf(words, keyOf(phrase)) !== null)

/** Whether one of the phrases is all there is. */
export const isOnly = (words: readonly string[], phrases: readonly string[]): boolean =>
  words.length > 0 && phrases.some((phrase) => keyOf(phrase) === words.join(''))
