import type { IconName } from '#lib/divar/index.ts'
import type { UnderstoodMessage } from './hear.ts'
import type { ChatbotDeps } from './ports.ts'
import type { ChatbotTexts } from './texts.ts'
import type { BotReply, BotTurn } from './turn.ts'
import { isOnly, names } from './words.ts'

/** What a skill gets besides: all skills, for menus and suggestions. */
export type SkillDeps = ChatbotDeps & { skills: readonly Skill[] }

/**
 * One thing that the chatbot can do. The first that matches a turn answers it: the skill of the open topic, then the list.
 * A new skill is a file in `skills/` and a line in `skills/index.ts`; an `entry` puts it into the menu, where a tap has
 * `{ skill: name }` as its data. One that asks something by `waitFor` has an `again`.
 */
export type Skill<Match = unknown> = {
  name: string
  /** Phrases by which it is called, alone or within a message, and from which suggestions are made. */
  words: readonly string[]
  entry: { icon: IconName; caption(texts: ChatbotTexts): string } | null
  /** Null: not its turn. What it read there is given to `answer`. Changes nothing. */
  matches(heard: UnderstoodMessage, deps: SkillDeps): Match | null | Promise<Match | null>
  answer(deps: SkillDeps, turn: BotTurn, match: Match): Promise<BotReply>
  /** Asks once more what it waits for, with what its topic noted: what was said answered nothing. */
  again?(deps: SkillDeps, turn: BotTurn, notes: readonly string[]): Promise<BotReply>
  /** Whether this turn, which it answers, ends what another one waits for. */
  leaves?(heard: UnderstoodMessage): boolean
  /** Its question ends with any tap that is not for it: what is written next may be meant for what was tapped. */
  endsByTaps?: boolean
}

/** Whether somebody chose the skill in a menu or wrote one of its phrases. */
export function isCalled(heard: UnderstoodMessage, { name, words }: Pick<Skill, 'name' | 'words'>): boolean {
  if (heard.kind === 'tap') return heard.data.skill === name
  return heard.kind === 'text' && names(heard.words, words)
}

/** Whether a message is nothing but a call for some skill, and so no answer to a question of another. */
export const isCommand = (heard: UnderstoodMessage, skills: readonly Skill[]): boolean =>
  heard.kind === 'text' && (/^\/[a-z]/i.test(heard.text) || skills.some((skill) => isOnly(heard.words, skill.words)))
