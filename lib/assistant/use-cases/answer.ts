import { eachDue } from '#lib/kernel/on-its-own.ts'
import type { AssistantDeps } from '../ports.ts'
import { mayAnswer, nothingAsked, nothingOpen, tehranDayStart } from '../rules.ts'

type Where = { assistantId: string; conversationId: string }

/** Answers every question whose time has come; gives how many were answered. */
export async function answerDueTalks(deps: AssistantDeps): Promise<number> {
  const now = deps.clock()
  return await eachDue({
    what: 'the due answers',
    due: async (met) => await deps.store.dueTalks(now, 100, met),
    idOf: ({ assistantId, conversationId }) => `${assistantId} ${conversationId}`,
    work: async (where) => await answerTalk(deps, where),
  })
}

/** A question may become another one so often while its price is looked up, before the next sweep takes it. */
const maxLooks = 3

/**
 * Answers the waiting question of one conversation, if it still may be: price range, a button to book, in the seller's
 * name, once. The price is looked up before the transaction; what allows the answer is read inside it.
 */
export async function answerTalk(deps: AssistantDeps, where: Where): Promise<boolean> {
  for (let look = 0; look < maxLooks; look += 1) {
    const outcome = await lookAndAnswer(deps, where)
    if (outcome === null) return false
    deps.measures.count('assistant_answers', { outcome })
    deps.log.info({ event: 'assistant_answer', assistantId: where.assistantId, outcome }, 'assistant')
    if (outcome !== 'changed') return outcome === 'sent'
  }
  return false
}

async function lookAndAnswer(deps: AssistantDeps, where: Where) {
  const assistant = await deps.store.find(where.assistantId)
  const asked = await deps.store.talk(where.assistantId, where.conversationId)
  if (!assistant || !asked) return null
  const { postToken, askedTopic, askedCity } = asked
  const offer = await deps.offer({ postToken, topic: askedTopic, askedCity, settings: assistant })
  return await deps.transaction(async (tx) => {
    const now = deps.clock()
    const current = await tx.lock(where.assistantId)
    const [talk] = await tx.talks(where.assistantId, [where.conversationId])
    if (!current || !talk || current.grantId === null) return 'gone'
    const postIsOn = (await tx.postsOn(current.id, [talk.postToken], now)).has(talk.postToken)
    const answeredToday = await tx.answeredSince(current.id, tehranDayStart(now))
    const { isShipped } = offer
    const may = mayAnswer({ assistant: current, talk, postIsOn, isShipped, answeredToday, now })
    if (may.kind === 'wait') {
      await tx.putTalks([{ ...talk, answerDueAt: may.until }])
      return 'wait'
    }
    if (may.kind === 'no') {
      await tx.putTalks([{ ...talk, ...nothingAsked }])
      return may.reason
    }
    // Another piece of it has come meanwhile.
    if (talk.askedCity !== askedCity || talk.askedTopic !== askedTopic) return 'changed'
    const { created } = await tx.queue(offerOf(current.grantId, where.conversationId, offer))
    await tx.putTalks([{ ...talk, ...nothingOpen, answeredAt: now }])
    if (!created) return 'answered'
    await tx.count(current.id, 'answered', 1)
    return 'sent'
  })
}

export const offerOf = (
  grantId: string,
  conversationId: string,
  offer: Pick<Awaited<ReturnType<AssistantDeps['offer']>>, 'text' | 'receiverButtons'>,
) => ({
  kind: 'offer' as const,
  sealedText: null,
  form: null,
  grantId,
  conversationId,
  text: offer.text,
  receiverButtons: offer.receiverButtons,
})
