import { countLetters } from '#lib/kernel/text.ts'
import { cancelButton, gridOf, menuButton, menuGrid } from '../buttons.ts'
import { lengthOf, maxRequestLength } from '../collect.ts'
import { type Courtesy, courtesyOf, kindWord } from '../courtesy.ts'
import { isCancel, isMenuCall } from '../leaving.ts'
import type { SupportKept } from '../ports.ts'
import { isCalled, type Skill, type SkillDeps } from '../skill.ts'
import type { ChatbotTexts } from '../texts.ts'
import { waitFor } from '../topic.ts'
import { type BotReply, before, say } from '../turn.ts'
import { isOnly } from '../words.ts'
import { openers } from './menu.ts'
import { isStart } from './start.ts'
import { answerOnThread, askOn, type OnThread, onThread, threadMatch } from './support-thread.ts'

/** In the topic once a first piece was taken: more of them are no requests of their own. */
const moreMayCome = 'more'

type Said = {
  text: string
  courtesy: Courtesy | null
  /** A first piece was taken before. */
  during: boolean
}

/**
 * Hands what somebody writes to the people of the business: asks for it, and takes every text of the next two minutes for
 * one request, whatever words are in it. Only a word that leaves, or a tap, is a command meanwhile.
 */
export const support: Skill<{ kind: 'ask' } | { kind: 'close' } | ({ kind: 'said' } & Said) | OnThread> = {
  name: 'support',
  words: ['پشتیبانی', 'پشتیبان', 'اپراتور', 'شکایت', 'مشکل دارم', 'گزارش مشکل', 'support'],
  entry: { icon: 'SUPPORT_AGENT', caption: (texts) => texts.support.caption },
  endsByTaps: true,
  matches(heard) {
    const inThread = threadMatch(heard)
    if (inThread !== null) return inThread
    const during = heard.topic?.notes[0] === moreMayCome
    if (heard.kind !== 'text' || heard.topic?.skill !== 'support')
      return isCalled(heard, support) ? { kind: 'ask' } : null
    if (isStart(heard.text) || isMenuCall(heard.words)) return null
    if (isCancel(heard.words)) return during ? { kind: 'close' } : null
    if (!during && onlyAnnounces(heard.words)) return { kind: 'ask' }
    return { kind: 'said', text: heard.text, courtesy: heard.courtesy, during }
  },
  async answer(deps, turn, match) {
    const { texts } = deps
    if ('threadId' in match) return await answerOnThread(deps, turn, match)
    if (match.kind === 'ask') return await ask(deps, turn.conversationId)
    if (match.kind === 'close') {
      await deps.talk.set(turn.conversationId, null)
      return say(texts.support.closed, menuGrid(deps))
    }
    const { text, during, courtesy } = match
    const says = during ? text !== '' : countLetters(text) > 0
    if (!says && courtesy === null)
      return during ? more(texts) : await ask(deps, turn.conversationId, texts.support.empty)
    const sentAt = (turn.sentAt ?? turn.at).toISOString()
    const piece = { id: turn.id ?? sentAt, sentAt, text }
    const kept = await deps.askSupport(turn.conversationId, { piece, at: turn.at, opens: courtesy === null })
    return await replyTo(deps, turn.conversationId, match, kept)
  },
  async again(deps, { conversationId }, notes) {
    if (notes[0] === onThread && notes[1]) return await askOn(deps, conversationId, notes[1])
    return notes[0] === moreMayCome ? more(deps.texts) : await ask(deps, conversationId)
  },
}

const announcements = [
  'سوال دارم',
  'سوال داشتم',
  'سوالی دارم',
  'سوالی داشتم',
  'مشکلی دارم',
  'شکایت دارم',
  'شکایتی دارم',
]

/** «پشتیبانی» once more, «سلام یه سوال دارم»: what is to come is still to come. */
function onlyAnnounces(words: readonly string[]): boolean {
  const phrases = [...announcements, ...support.words, ...openers]
  const rest = words.filter((word) => !['یه', 'یک'].includes(word) && courtesyOf([word]) === null)
  return isOnly(rest, phrases)
}

const more = (texts: ChatbotTexts): BotReply => say(texts.support.more, gridOf([menuButton(texts)]))

async function ask(
  deps: SkillDeps,
  conversationId: string,
  text = deps.texts.support.ask(maxRequestLength),
): Promise<BotReply> {
  await waitFor(deps, conversationId, 'support')
  return say(text, gridOf([cancelButton(deps.texts)]))
}

async function replyTo(
  deps: SkillDeps,
  conversationId: string,
  { text, courtesy, during }: Said,
  kept: SupportKept,
): Promise<BotReply> {
  const texts = deps.texts.support
  switch (kept.kind) {
    case 'begun':
    case 'added': {
      await waitFor(deps, conversationId, 'support', [moreMayCome], kept.until)
      if (courtesy !== null) return before(kindWord(deps.texts, courtesy), more(deps.texts))
      return say(kept.kind === 'begun' ? texts.sent : texts.added, gridOf([menuButton(deps.texts)]))
    }
    case 'waiting':
      // Thanks for a request that has just left ask for no other.
      if (during) return say(deps.texts.menu.thanked, menuGrid(deps))
      return before(kindWord(deps.texts, courtesy ?? 'nod'), await ask(deps, conversationId))
    case 'too_long': {
      const length = lengthOf(text)
      if (kept.room < maxRequestLength) return say(texts.noRoom(length, kept.room), gridOf([menuButton(deps.texts)]))
      return await ask(deps, conversationId, texts.tooLong(length, maxRequestLength))
    }
    case 'stopped':
      await deps.talk.set(conversationId, null)
      return say(texts.stopped(kept.waitSeconds), gridOf([menuButton(deps.texts)]))
  }
}
