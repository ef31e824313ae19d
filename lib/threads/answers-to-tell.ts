import type { ThreadDeps } from './ports.ts'
import { openReplies, type ReadReply } from './read.ts'

export type AnswerToTell = Pick<ReadReply, 'id' | 'text' | 'from'> & { threadId: string; mayWrite: boolean }

/**
 * Answers to what was asked in a conversation with the chatbot that were not shown there yet, nor are on their way. One that
 * no key opens is left out, and logged.
 */
export async function answersToTell(
  deps: Pick<ThreadDeps, 'store' | 'sealer' | 'log'>,
  by: { conversationId: string; divarUserId: string | null },
): Promise<AnswerToTell[]> {
  const waiting = await deps.store.answersWaiting(by.conversationId, by.divarUserId)
  const opened = waiting.map(async (reply): Promise<AnswerToTell[]> => {
    const { id, threadId } = reply
    try {
      const read = await openReplies(deps, [reply])
      return read.map(({ text, from, closes }) => ({ id, threadId, text, from, mayWrite: !closes }))
    } catch (err) {
      deps.log.error({ event: 'thread_unreadable', threadId, err }, 'an answer cannot be read')
      return []
    }
  })
  return (await Promise.all(opened)).flat()
}
