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
 * and `from` as `parseReplyCall` of the carrier has them. Nothing is written in a thread that is closed or erased. It is
 * queued for the chatbot where its person allowed that; else a question's waits there for their next word, and a report's
 * stands on the page of its shipment alone.
 */
export async function answerThread(
  deps: Pick<ThreadDeps, 'store' | 'transaction' | 'clock' | 'sealer'>,
  input: {
    threadId: string
    callId: string
    text: string
    from: string | null
    closes: boolean
    /** Who of the staff writes, for the audit; left out: the carrier's system. */
    staff?: { staffId: string; address: string | null }
  },
): Promise<Answered> {
  const { threadId, callId, text, from, closes } = input
  const sealedBody = await deps.sealer.seal({ text, from })
  const known = await deps.store.threadById(threadId)
  return await deps.transaction(async ({ threads, shipping, tell }): Promise<Answered> => {
    const allowed = async (divarUserId: string | null) =>
      divarUserId === null ? null : await threads.chatbotGrant(divarUserId)
    // In the order of an erasure: reports go before the permission, questions after it.
    const early = known?.kind === 'support' ? await allowed(known.divarUserId) : null
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
    const { staff } = input
    if (staff) {
      const { staffId, address } = staff
      const act = { at: deps.clock(), what: 'thread.answer', which: threadId, detail: closes ? 'closed' : null }
      await shipping.recordAudit({ ...act, staffId, address })
    }
    const grantId = thread.kind === 'support' ? early : await allowed(thread.typedByDivarUserId)
    const trackingCode = thread.kind === 'support' ? null : thread.trackingCode
    if (grantId !== null) await tell({ threadId, trackingCode, number, body: { text, from }, closes }, grantId)
    return { kind: 'answered', repeated: false }
  })
}
