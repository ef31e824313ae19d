import { parseReplyCall } from '#lib/carrier/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { answerThread } from '#lib/threads/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

export type AnsweredFromDesk =
  | Awaited<ReturnType<typeof answerThread>>
  /** It has no words, or too many, or something to reach somebody by; the reason is for machines. */
  | { kind: 'unfit'; reason: string }
  | { kind: 'not_allowed' }

/** Answers a report or a question from the desk: by the same rules as the carrier's system, in the name of the business. */
export async function answerFromDesk(
  deps: Pick<DeskDeps, 'threads'>,
  actor: DeskActor,
  input: { threadId: string; tapId: string; text: string; closes: boolean },
): Promise<AnsweredFromDesk> {
  if (!mayDo(actor.role, 'thread.answer')) return { kind: 'not_allowed' }
  const { threadId, text, closes } = input
  const read = parseReplyCall({ threadId, text, closes })
  if (!read.ok) return { kind: 'unfit', reason: read.reason }
  const callId = `desk ${actor.staffId} ${input.tapId}`
  return await answerThread(deps.threads, { ...read.call, callId, staff: actor })
}
