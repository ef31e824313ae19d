import type { ButtonData } from '#lib/divar/index.ts'
import { cleanText } from '#lib/kernel/text.ts'
import { type Courtesy, courtesyOf } from './courtesy.ts'
import { withoutMenu } from './leaving.ts'
import type { Topic } from './ports.ts'
import type { BotTurn, OtherContent } from './turn.ts'
import { wordsOf } from './words.ts'

/** The skill that waits for this message, and what it noted. */
export type OpenTopic = { skill: string; notes: string[] }

/**
 * A turn as skills hear it. `text` is cleaned, with its line breaks; `words` are those of its beginning, as `wordsOf` has
 * them; `courtesy` says which it is where it is nothing else.
 */
export type UnderstoodMessage = { topic: OpenTopic | null } & (
  | { kind: 'text'; text: string; words: string[]; courtesy: Courtesy | null }
  | { kind: 'tap'; data: ButtonData }
  | { kind: 'other'; content: OtherContent }
)

const maxTextLength = 10_000
const maxCommandLength = 500

/** A topic counts for what was sent before it expired, however late it is handled. */
export function hear({ input, at }: BotTurn, topic: Topic | null): UnderstoodMessage {
  const [skill = '', ...notes] = topic !== null && at < topic.expiresAt ? topic.word.split('.') : []
  const open = skill === '' ? null : { skill, notes }
  if (input.kind !== 'text') return { ...input, topic: open }
  const text = cleanText(input.text, { max: maxTextLength, multiline: true })
  const words = withoutMenu(wordsOf(text.slice(0, maxCommandLength)))
  const courtesy = text.length > maxCommandLength ? null : courtesyOf(words)
  return { kind: 'text', text, words, courtesy, topic: open }
}
