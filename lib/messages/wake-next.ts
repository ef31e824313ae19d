import type { ChatMessage } from './chat-message.ts'
import type { MessageDeps } from './ports.ts'

/** A wake-up later than this is left to the sweep. */
const longestWakeSeconds = 60

/** After a message moved: has its subject's first queued message delivered when it is due, which may be the same one. */
export async function wakeNext(deps: MessageDeps, message: ChatMessage): Promise<void> {
  const next = await deps.messages.firstUnsettled(message.subject, message.subjectId)
  if (next?.state !== 'queued') return
  const seconds = Math.max(0, Math.ceil((next.dueAt.getTime() - deps.clock().getTime()) / 1000))
  if (seconds <= longestWakeSeconds) await deps.wake(next.id, seconds)
}
