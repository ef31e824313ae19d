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
 * and `from` as `parseReplyCall` of the carrier has them. Nothing is written in a thread that is closed or erased.
 */
export async function answerThread(
  deps: Pick<ThreadDeps, 'transaction' | 'clock' | 'sealer'>,
  input: { threadId: string; callId: string; text: string; from: string | null; closes: boolean },
): Promise<Answered> {
  const { threadId, callId, text, from, closes } = input
  const sealedBody = await deps.sealer.seal({ text, from })
  return await deps.transaction(async ({ threads }): Promise<Answered> => {
    const thread = await threads.lockThread(threadId)
    if (!thread) return { kind: 'not_found' }
    const before = await threads.repliesOf([threadId])
    if (before.some((reply) => reply.callId === callId)) return { kind: 'answered', repeated: true }
    if (before.some((reply) => reply.closes)) return { kind: 'closed' }
    if (before.filter(({ by }) => by === 'business').length >= maxAnswers) return { kind: 'too_many' }
    const isNew = await threads.insertReply(thread, {
      id: newId(),
      threadId,
      number: before.length + 1,
      by: 'business',
      sealedBody,
      closes,
      callId,
      createdAt: deps.clock(),
    })
    return isNew ? { kind: 'answered', repeated: false } : { kind: 'other_call' }
  })
}
