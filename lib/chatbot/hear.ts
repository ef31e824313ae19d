import type { Hints } from '#lib/divar/index.ts'
import { cleanText, searchKey } from '#lib/kernel/text.ts'
import type { Topic } from './ports.ts'
import type { BotTurn, OtherContent } from './turn.ts'

/** The skill that waits for this message, and what it noted. */
export type OpenTopic = { skill: string; notes: string[] }

/** A turn as skills hear it. `text` is cleaned, with its line breaks; `words` are those of its beginning, as `wordsOf` has them. */
export type Heard = { topic: OpenTopic | null } & (
  | { kind: 'text'; text: string; words: string[] }
  | { kind: 'tap'; data: Hints }
  | { kind: 'other'; content: OtherContent }
)

const longestText = 10_000
const longestCommand = 500

/** A topic counts for what was sent before it expired, however late it is handled. */
export function hear({ input, at }: BotTurn, topic: Topic | null): Heard {
  const [skill = '', ...notes] = topic !== null && at < topic.expiresAt ? topic.word.split('.') : []
  const open = skill === '' ? null : { skill, notes }
  if (input.kind !== 'text') return { ...input, topic: open }
  const text = cleanText(input.text, { max: longestText, multiline: true })
  return { kind: 'text', text, words: wordsOf(text.slice(0, longestCommand)), topic: open }
}

/**
 * The words of a text under their search keys. A half-space parts words, since «سفارش‌های», «سفارش های» and «سفارشهای»
 * must meet: what is looked for is compared with runs of words written together.
 */
export const wordsOf = (text: string): string[] =>
  searchKey(text.replaceAll('\u200c', ' '))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

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
