import { hear } from './hear.ts'
import type { ChatbotDeps } from './ports.ts'
import type { Skill, SkillDeps } from './skill.ts'
import { skills as allSkills, fallback } from './skills/index.ts'
import type { BotReply, BotTurn } from './turn.ts'

/**
 * What the chatbot says to a turn, always something: a message for a message, a toast and mostly a message for a tap. The
 * reply keeps within Divar's limits. Throws only what a port throws.
 */
export async function answerTurn(
  deps: ChatbotDeps,
  turn: BotTurn,
  skills: readonly Skill[] = allSkills,
): Promise<BotReply> {
  const known: SkillDeps = { ...deps, skills }
  const heard = hear(turn, await deps.talk.get(turn.conversationId))
  const asked = skills.filter(({ name }) => name === heard.topic?.skill)
  for (const skill of [...asked, ...skills, fallback]) {
    const match = await skill.matches(heard, known)
    if (match === null) continue
    // A picture is no answer and no other wish either: the question stands.
    const left = heard.topic !== null && heard.topic.skill !== skill.name && heard.kind !== 'other'
    if (left) await deps.talk.set(turn.conversationId, null)
    return withFeedback(deps, turn, await skill.answer(known, turn, match))
  }
  throw new Error('the fallback matches every turn')
}

/** A tap has to be answered with something (contract §4); a message has nobody to show a toast to. */
function withFeedback({ texts }: ChatbotDeps, { input }: BotTurn, reply: BotReply): BotReply {
  return { ...reply, toast: input.kind === 'tap' ? (reply.toast ?? texts.done) : null }
}
