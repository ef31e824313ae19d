import { eachDue } from '#lib/kernel/on-its-own.ts'
import type { AssistantDeps } from '../ports.ts'
import { mayAnswer, tehranDayStart } from '../rules.ts'

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

/**
 * Answers the waiting question of one conversation, if it still may be: price range, a button to book, in the seller's
 * name, once. The price is looked up before the transaction; what allows the answer is read inside it.
 */
export async function answerTalk(deps: AssistantDeps, where: Where): Promise<boolean> {
  const assistant = await deps.store.find(where.assistantId)
  const asked = await deps.store.talk(where.assistantId, where.conversationId)
  if (!assistant || !asked) return false
  const { postToken, askedCity } = asked
  const offer = await deps.offer({ postToken, askedCity, settings: assistant })
  const reason = await deps.transaction(async (tx) => {
    const now = deps.clock()
    const current = await tx.lock(where.assistantId)
    const [talk] = await tx.talks(where.assistantId, [where.conversationId])
    if (!current || !talk || current.grantId === null) return 'gone'
    const postIsOn = (await tx.postsOn(current.id, [talk.postToken], now)).has(talk.postToken)
    const answeredToday = await tx.answeredSince(current.id, tehranDayStart(now))
    const may = mayAnswer({ assistant: current, talk, postIsOn, answeredToday, now })
    if (may.kind === 'wait') {
      await tx.putTalks([{ ...talk, answerDueAt: may.until }])
      return 'wait'
    }
    if (may.kind === 'no') {
      await tx.putTalks([{ ...talk, answerDueAt: null, askedCity: null }])
      return may.reason
    }
    const { created } = await tx.queue(offerOf(current.grantId, where.conversationId, offer))
    await tx.putTalks([{ ...talk, answeredAt: now, answerDueAt: null, askedCity: null }])
    if (!created) return 'answered'
    await tx.count(current.id, 'answered', 1)
    return null
  })
  deps.measures.count('assistant_answers', { outcome: reason ?? 'sent' })
  deps.log.info({ event: 'assistant_answer', assistantId: assistant.id, outcome: reason ?? 'sent' }, 'assistant')
  return reason === null
}

export const offerOf = (
  grantId: string,
  conversationId: string,
  offer: Pick<Awaited<ReturnType<AssistantDeps['offer']>>, 'text' | 'receiverButtons'>,
) => ({
  ...{ kind: 'offer' as const, sealedText: null, form: '' },
  ...{ grantId, conversationId, text: offer.text, receiverButtons: offer.receiverButtons },
})
