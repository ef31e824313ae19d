import type { Button } from '#lib/divar/index.ts'
import { cancelButton, gridOf, menuButton, menuGrid, tapButton } from '../buttons.ts'
import type { UnderstoodMessage } from '../hear.ts'
import { isCancel, isMenuCall } from '../leaving.ts'
import type { SkillDeps } from '../skill.ts'
import type { ChatbotTexts } from '../texts.ts'
import { waitFor } from '../topic.ts'
import { type BotReply, type BotTurn, say } from '../turn.ts'
import { isStart } from './start.ts'

// What somebody writes after the business has answered: it goes into the thread of that answer.

/** In the topic while the next message belongs to a thread. */
export const onThread = 'thread'

/** An id as it stands in a button and in a topic. */
const threadId = /^[\w-]{1,100}$/

export type OnThread = { kind: 'ask_on'; threadId: string } | { kind: 'say_on'; threadId: string; text: string }

/** The button under an answer, whose tap lets its person write on. */
export const answerButton = (texts: ChatbotTexts, thread: string): Button =>
  tapButton({ caption: texts.support.writeOn, icon: 'CHAT_BUBBLE' }, { skill: 'support', thread })

/** Null: it has to do with no thread. A word that leaves does not; nothing else is a command meanwhile. */
export function threadMatch(heard: UnderstoodMessage): OnThread | null {
  if (heard.kind === 'tap') {
    const thread = heard.data.skill === 'support' ? heard.data.thread : undefined
    return thread && threadId.test(thread) ? { kind: 'ask_on', threadId: thread } : null
  }
  const [place, thread] = heard.topic?.skill === 'support' ? heard.topic.notes : []
  if (heard.kind !== 'text' || place !== onThread || !thread) return null
  if (isStart(heard.text) || isMenuCall(heard.words) || isCancel(heard.words)) return null
  return { kind: 'say_on', threadId: thread, text: heard.text }
}

export async function askOn(deps: SkillDeps, conversationId: string, thread: string): Promise<BotReply> {
  await waitFor(deps, conversationId, 'support', [onThread, thread])
  return say(deps.texts.support.askOn, gridOf([cancelButton(deps.texts)]))
}

export async function answerOnThread(deps: SkillDeps, turn: BotTurn, match: OnThread): Promise<BotReply> {
  const { conversationId } = turn
  if (match.kind === 'ask_on') return await askOn(deps, conversationId, match.threadId)
  const { support } = deps.texts
  const messageId = turn.id ?? (turn.sentAt ?? turn.at).toISOString()
  const written = await deps.writeOn(conversationId, { threadId: match.threadId, messageId, text: match.text })
  switch (written.kind) {
    case 'written':
      await deps.talk.set(conversationId, null)
      return say(support.written, gridOf([menuButton(deps.texts)]))
    case 'empty':
    case 'no_words':
      return say(support.notWritten.no_words, gridOf([cancelButton(deps.texts)]))
    case 'too_long':
      return say(support.tooLong(written.characters, written.most), gridOf([cancelButton(deps.texts)]))
    default:
      await deps.talk.set(conversationId, null)
      return say(support.notWritten[written.kind], menuGrid(deps))
  }
}
