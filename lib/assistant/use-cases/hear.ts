import type { EventMessage } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { Assistant, Heard, Talk } from '../assistant.ts'
import type { AssistantDeps, AssistantTx, EventText } from '../ports.ts'
import { recognise, type ShippingQuestion } from '../recognise.ts'
import { answerDue } from '../rules.ts'
import { answerTalk } from './answer.ts'

/** A text waits so long at most, to be handled and shown; the next look, two seconds later, takes away what is left. */
export const textSeconds = 55

/**
 * What is to be kept of an event's message, sealed, until it is handled; null where no assistant listens there. `metadata`
 * is what came back of a subscription. Contract §11.2.
 */
export async function overhear(
  deps: Pick<AssistantDeps, 'store' | 'clock' | 'sealer'>,
  event: { id: string; metadata: Record<string, string>; message: EventMessage },
): Promise<EventText | null> {
  const { conversation, sender, content, sentAt } = event.message
  const postToken = conversation.postToken
  if (postToken === null) return null
  const assistantId = await deps.store.listening({ id: event.metadata.assistant ?? null, postToken })
  if (assistantId === null) return null
  const heard: Heard = {
    ...{ side: sender.side, bot: sender.bot, postToken, content },
    sentAt: sentAt?.toISOString() ?? null,
  }
  const now = deps.clock()
  return {
    id: event.id,
    kind: 'post',
    assistantId,
    conversationId: conversation.id,
    sealed: await deps.sealer.seal(heard),
    receivedAt: now,
    expiresAt: addSeconds(now, textSeconds),
  }
}

/**
 * Handles one waiting message: notes who wrote, and where a buyer asks about shipping, answers or has the answer wait.
 * The text goes in the same transaction, but for the moment that an open inbox needs to show it.
 */
export async function handleText(deps: AssistantDeps, text: EventText): Promise<void> {
  const heard = await deps.sealer.open<Heard>(text.sealed)
  const asks = heard.side === 'DEMAND' && !heard.bot && heard.content.kind === 'text'
  const question = asks && heard.content.kind === 'text' ? recognise(heard.content.text, await deps.cities()) : null
  const isDue = await deps.transaction(async (tx) => {
    const assistant = await tx.lock(text.assistantId)
    const now = deps.clock()
    const isOpen = assistant?.inboxUntil !== null && assistant?.inboxUntil !== undefined && assistant.inboxUntil > now
    const isNew = await tx.textDone(text.id, isOpen ? text.expiresAt : null)
    if (!isNew || assistant?.state !== 'on') return false
    return await note(tx, assistant, text, heard, question, now)
  })
  if (isDue) await answerTalk(deps, { assistantId: text.assistantId, conversationId: text.conversationId })
}

/** Whether an answer is due at once. */
async function note(
  tx: AssistantTx,
  assistant: Assistant,
  { conversationId }: EventText,
  heard: Heard,
  question: ShippingQuestion | null,
  now: Date,
): Promise<boolean> {
  if (heard.bot) {
    if (heard.content.kind === 'text') await tx.confirmEcho(conversationId, heard.content.text)
    return false
  }
  const known = await tx.talk(assistant.id, conversationId)
  const talk: Talk = known
    ? { ...known, lastEventAt: now }
    : {
        ...{ assistantId: assistant.id, conversationId, postToken: heard.postToken },
        ...{ firstSeenAt: now, lastEventAt: now, sellerWroteAt: null },
        ...{ askedCity: null, answerDueAt: null, answeredAt: null, bookedAt: null },
      }
  await tx.count(assistant.id, 'messagesRead')
  if (heard.side === 'SUPPLY') {
    await tx.putTalk({ ...talk, sellerWroteAt: now, answerDueAt: null, askedCity: null })
    return false
  }
  // A sender without a side may be the seller: better silent than wrong.
  const isOn = await tx.postIsOn(assistant.id, heard.postToken, now)
  const dueAt = question && isOn ? answerDue(assistant, talk, now) : null
  if (question && dueAt) {
    await tx.putTalk({ ...talk, answerDueAt: dueAt, askedCity: question.cities[0] ?? talk.askedCity })
    return dueAt <= now
  }
  await tx.putTalk(talk)
  return false
}
