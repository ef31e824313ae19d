import type { Captured, EventOf, Pending } from '#lib/addon/inbox/index.ts'
import { eachOnItsOwn, throwIfFailed } from '#lib/kernel/on-its-own.ts'
import type { CityNames } from '#lib/language/places.ts'
import type { Reading } from '#lib/language/reading.ts'
import type { Assistant, ConversationState, ReceivedMessage } from '../assistant.ts'
import type { AssistantDeps, AssistantTx, Listened } from '../ports.ts'
import { afterMessage, nothingOpen } from '../rules.ts'
import { answerTalk } from './answer.ts'

/**
 * What is to be handled of a message in a conversation; `unheard` where no assistant listens. `metadata` is what came back of
 * a subscription. Contract §11.2.
 */
export async function bufferMessage(
  listening: (place: Listened) => Promise<string | null>,
  { metadata, message }: EventOf<'new_message'>,
): Promise<Captured | 'unheard'> {
  const { conversation, sender, content, sentAt } = message
  const { postToken } = conversation
  if (postToken === null) return 'unheard'
  const assistantId = await listening({ id: metadata.assistant ?? null, postToken })
  if (assistantId === null) return 'unheard'
  const heard: ReceivedMessage = {
    side: sender.side,
    bot: sender.bot,
    postToken,
    content,
    sentAt: sentAt?.toISOString() ?? null,
  }
  return { subject: assistantId, conversationId: conversation.id, content: heard }
}

type Classified = { text: Pending; heard: ReceivedMessage; reading: Reading | null }

/**
 * Handles waiting messages of one assistant, in the order in which they were sent as far as they came together: notes who
 * wrote, and where a buyer asks about shipping, in one message or in pieces, answers or has the answer wait. The texts go in
 * the same transaction, but for the moment that an open inbox needs to show them.
 */
export async function handleTexts(deps: AssistantDeps, assistantId: string, texts: readonly Pending[]): Promise<void> {
  const cities = await deps.cities()
  const all = await Promise.all(texts.map(async (text) => await classify(deps, text, cities)))
  const due = await deps.transaction(async (tx) => {
    const assistant = await tx.lock(assistantId)
    const now = deps.clock()
    const isOpen = assistant?.inboxUntil !== null && assistant?.inboxUntil !== undefined && assistant.inboxUntil > now
    const waited = await tx.textsDone(
      texts.map(({ id }) => id),
      { keep: isOpen },
    )
    if (assistant?.state !== 'on') return []
    return await note(
      tx,
      assistant,
      all.filter(({ text }) => waited.has(text.id)),
      now,
    )
  })
  const failed = await eachOnItsOwn(due, String, async (conversationId) => {
    await answerTalk(deps, { assistantId, conversationId })
  })
  throwIfFailed(failed, 'the due answers')
}

async function classify(deps: AssistantDeps, text: Pending, cities: CityNames): Promise<Classified> {
  const heard = await deps.sealer.open<ReceivedMessage>(text.sealed)
  const { side, bot, content } = heard
  const asks = side === 'DEMAND' && !bot && content.kind === 'text'
  return { text, heard, reading: asks ? deps.recognise(content.text, cities) : null }
}

/** Gives the conversations in which an answer is due at once. */
async function note(tx: AssistantTx, assistant: Assistant, all: readonly Classified[], now: Date): Promise<string[]> {
  for (const { text, heard } of all) {
    if (heard.bot && heard.content.kind === 'text') await tx.confirmEcho(text.conversationId, heard.content.text)
  }
  const said = all.filter(({ heard }) => !heard.bot).sort((a, b) => sentAt(a) - sentAt(b))
  if (said.length === 0) return []
  await tx.count(assistant.id, 'messagesRead', said.length)
  const ids = [...new Set(said.map(({ text }) => text.conversationId))]
  const known = new Map((await tx.talks(assistant.id, ids)).map((talk) => [talk.conversationId, talk]))
  // A sender without a side may be the seller: better silent than wrong.
  const posts = said.flatMap(({ heard }) => (heard.side === 'SUPPLY' ? [] : [heard.postToken]))
  const on = await tx.postsOn(assistant.id, [...new Set(posts)], now)
  for (const { text, heard, reading } of said) {
    const talk = known.get(text.conversationId) ?? newTalk(assistant.id, text.conversationId, heard.postToken, now)
    const wanted = on.has(heard.postToken) ? reading : null
    known.set(text.conversationId, afterMessage(assistant, talk, { side: heard.side, reading: wanted, now }))
  }
  await tx.putTalks([...known.values()])
  return ids.filter((id) => {
    const dueAt = known.get(id)?.answerDueAt
    return dueAt !== null && dueAt !== undefined && dueAt <= now
  })
}

const newTalk = (assistantId: string, conversationId: string, postToken: string, now: Date): ConversationState => ({
  assistantId,
  conversationId,
  postToken,
  firstSeenAt: now,
  lastEventAt: now,
  ...nothingOpen,
  sellerWroteAt: null,
  answeredAt: null,
  bookedAt: null,
})

const sentAt = ({ text, heard }: Classified) =>
  (heard.sentAt === null ? text.receivedAt : new Date(heard.sentAt)).getTime()
