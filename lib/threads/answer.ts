import { newId } from '#lib/kernel/ids.ts'
import type { ThreadDeps } from './ports.ts'

/** Of the business in one thread. */
export const maxAnswers = 50

export type Answered =
  | { kind: 'answered'; repeated: boolean }
  | { kind: 'not_found' }
  | { kind: 'closed' }
  | { kind: 'too_many' }
  /** The call's id came with an answer in another thread before. */
  | { kind: 'other_call' }

/**
 * The business writes in a thread: the carrier's system by a call, once for each `callId`, however often that comes. `text`
 * and `from` as `parseReplyCall` of the carrier has them. Nothing is written in a thread that is closed or erased. A question's
 * answer is queued for the chatbot where its person allowed that; else it waits there for their next word.
 */
export async function answerThread(
  deps: Pick<ThreadDeps, 'store' | 'transaction' | 'clock' | 'sealer'>,
  input: { threadId: string; callId: string; text: string; from: string | null; closes: boolean },
): Promise<Answered> {
  const { threadId, callId, text, from, closes } = input
  const sealedBody = await deps.sealer.seal({ text, from })
  const known = await deps.store.threadById(threadId)
  const asker = known?.kind === 'support' ? known.divarUserId : null
  return await deps.transaction(async ({ threads, tell }): Promise<Answered> => {
    // In the order of an erasure: permission, thread.
    const grantId = asker === null ? null : await threads.chatbotGrant(asker)
    const thread = await threads.lockThread(threadId)
    if (!thread) return { kind: 'not_found' }
    const before = await threads.repliesOf([threadId])
    if (before.some((reply) => reply.callId === callId)) return { kind: 'answered', repeated: true }
    if (before.some((reply) => reply.closes)) return { kind: 'closed' }
    if (before.filter(({ by }) => by === 'business').length >= maxAnswers) return { kind: 'too_many' }
    const number = before.length + 1
    const isNew = await threads.insertReply(thread, {
      id: newId(),
      threadId,
      number,
      by: 'business',
      sealedBody,
      closes,
      callId,
      createdAt: deps.clock(),
    })
    if (!isNew) return { kind: 'other_call' }
    if (grantId !== null) await tell({ threadId, number, body: { text, from }, closes }, grantId)
    return { kind: 'answered', repeated: false }
  })
}
