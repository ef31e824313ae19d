import type { Clock } from '#lib/kernel/clock.ts'
import { queue, type Wake } from '../outbox/index.ts'
import type { ChatMessage, MessageState, NewMessage } from './chat-message.ts'
import type { MessageTransaction } from './ports.ts'

/** These neither stand in the chat nor will. */
const neverThere: readonly MessageState[] = ['superseded', 'unannounced', 'refused']

type QueueDeps = {
  messages: MessageTransaction
  wake: Wake
  clock: Clock
  /** Whether one more fits beside those of its subject that stand in the chat, or still may: their kinds. */
  fits?: (existing: readonly string[], kind: string) => boolean
}

/**
 * Writes a message and its job in the caller's transaction, beside the change it announces. The same (subject, kind,
 * occurrence) again changes nothing and gives the message that is there, but one that is `unannounced` gets the grant it
 * lacked and leaves with the text as it is now. Without a grant the message is `unannounced`.
 */
export async function queueMessage({ messages, wake, clock, fits }: QueueDeps, message: NewMessage) {
  const { subject, subjectId, kind, occurrence, grantId } = message
  return await queue<ChatMessage>(
    { rows: messages, wake, clock },
    {
      orderKey: `${subject} ${subjectId}`,
      isSame: (other) => other.kind === kind && other.occurrence === occurrence,
      revives: ({ state, overtaken }) => state === 'unannounced' && !overtaken && grantId !== null,
      fits(existing) {
        const counted = existing.filter(({ state }) => !neverThere.includes(state))
        return (
          fits?.(
            counted.map((other) => other.kind),
            kind,
          ) ?? true
        )
      },
      build: ({ id, position, now }, same) => ({
        ...message,
        ...{ id, position, overtaken: false, attempts: 0, dueAt: now, firstQueuedAt: now },
        ...{ claimId: null, claimedUntil: null, sentAt: null, createdAt: same?.createdAt ?? now },
        state: grantId === null ? 'unannounced' : 'queued',
        lastReason: grantId === null ? 'not_announced' : null,
      }),
    },
  )
}
