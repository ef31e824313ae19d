import { kindWord } from './courtesy.ts'
import { hear, type UnderstoodMessage } from './hear.ts'
import type { ChatbotDeps } from './ports.ts'
import type { Skill, SkillDeps } from './skill.ts'
import { skills as allSkills, fallback } from './skills/index.ts'
import { type BotReply, type BotTurn, before } from './turn.ts'

/**
 * What the chatbot says to a turn, always something: a message for a message, a toast and mostly a message for a tap. The
 * reply keeps within Divar's limits. A question of its own stands until it is answered, left or too old: what answers
 * nothing has it asked once more. Throws only what a port throws.
 */
export async function answerTurn(
  deps: ChatbotDeps,
  turn: BotTurn,
  skills: readonly Skill[] = allSkills,
): Promise<BotReply> {
  const known: SkillDeps = { ...deps, skills }
  const heard = hear(turn, await deps.talk.get(turn.conversationId))
  const asking = skills.find(({ name }) => name === heard.topic?.skill) ?? null
  for (const skill of [...(asking ? [asking] : []), ...skills]) {
    const match = await skill.matches(heard, known)
    if (match === null) continue
    const beside = await leaveOrKeep(known, turn, heard, asking, skill)
    return withFeedback(deps, turn, await skill.answer(beside, turn, match))
  }
  if (asking?.again && heard.topic && heard.kind !== 'tap') {
    const question = await asking.again(known, turn, heard.topic.notes)
    return withFeedback(deps, turn, before(beforeQuestion(deps, heard), question))
  }
  const beside = await leaveOrKeep(known, turn, heard, asking, fallback)
  return withFeedback(deps, turn, await fallback.answer(beside, turn, heard))
}

/** Ends the open question where the turn leaves it; else what answers beside it may ask something itself, but end nothing. */
async function leaveOrKeep(
  deps: SkillDeps,
  { conversationId }: BotTurn,
  heard: UnderstoodMessage,
  asking: Skill | null,
  skill: Skill,
): Promise<SkillDeps> {
  if (asking === null || asking.name === skill.name) return deps
  if (skill.leaves?.(heard) || (asking.endsByTaps && heard.kind === 'tap')) {
    await deps.talk.set(conversationId, null)
    return deps
  }
  const set: ChatbotDeps['talk']['set'] = async (id, topic) => {
    if (topic !== null) await deps.talk.set(id, topic)
  }
  return { ...deps, talk: { ...deps.talk, set } }
}

/** What is said before a question that is asked once more. */
function beforeQuestion({ texts }: ChatbotDeps, heard: Exclude<UnderstoodMessage, { kind: 'tap' }>): string {
  if (heard.kind === 'other') return texts.other.cannot(heard.content)
  return heard.courtesy === null ? texts.again.unclear : kindWord(texts, heard.courtesy)
}

/** A tap has to be answered with something (contract §4); a message has nobody to show a toast to. */
function withFeedback({ texts }: ChatbotDeps, { input }: BotTurn, reply: BotReply): BotReply {
  return { ...reply, toast: input.kind === 'tap' ? (reply.toast ?? texts.done) : null }
}
