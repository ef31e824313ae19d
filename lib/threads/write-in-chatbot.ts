import { newId } from '#lib/kernel/ids.ts'
import { type ReadWords, readWords } from '#lib/shipping/index.ts'
import type { ThreadDeps } from './ports.ts'
import { maxOwnReplies } from './write-back.ts'

export type WrittenInChatbot =
  | { kind: 'written' }
  | Exclude<ReadWords, { kind: 'read' }>
  | { kind: 'closed' | 'too_many' | 'not_found' }
  /** The conversation is that user's no more, who had everything erased. */
  | { kind: 'forgotten' }

/**
 * Somebody writes on in the thread of what they asked in the chatbot: in the same conversation, and as the same user where
 * one was known. `messageId` is the message's, the same however often Divar tells of it: it is written once.
 */
export async function writeInChatbot(
  deps: Pick<ThreadDeps, 'transaction' | 'clock' | 'sealer'>,
  by: { conversationId: string; divarUserId: string | null },
  input: { threadId: string; messageId: string; text: string },
): Promise<WrittenInChatbot> {
  const { conversationId, divarUserId } = by
  const { threadId } = input
  const words = readWords(input.text)
  if (words.kind !== 'read') return words
  const sealedBody = await deps.sealer.seal({ text: words.text, from: null })
  const createdAt = deps.clock()
  const callId = `bot ${threadId} ${input.messageId}`
  return await deps.transaction(async ({ threads, shipping }): Promise<WrittenInChatbot> => {
    // In the order of an erasure: conversation, thread.
    if (divarUserId !== null && !(await threads.isLinked(conversationId, divarUserId))) return { kind: 'forgotten' }
    const thread = await threads.lockThread(threadId)
    if (thread?.kind !== 'support' || thread.conversationId !== conversationId) return { kind: 'not_found' }
    if (thread.divarUserId !== null && thread.divarUserId !== divarUserId) return { kind: 'not_found' }
    const before = await threads.repliesOf([threadId])
    if (before.some((reply) => reply.callId === callId)) return { kind: 'written' }
    if (before.some(({ closes }) => closes)) return { kind: 'closed' }
    if (before.filter(({ by }) => by === 'person').length >= maxOwnReplies) return { kind: 'too_many' }
    const reply = { id: newId(), threadId, number: before.length + 1, by: 'person' as const, sealedBody, createdAt }
    await threads.insertReply(thread, { ...reply, closes: false, callId })
    await shipping.notifyCarrier({
      shipmentId: threadId,
      type: 'thread.replied',
      reference: reply.id,
      at: createdAt,
    })
    return { kind: 'written' }
  })
}
