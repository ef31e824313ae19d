import 'server-only'
import type { Pending } from '#lib/addon/inbox/index.ts'
import type { ReceivedMessage } from '#lib/assistant/index.ts'
import { formatTime } from '#lib/fa/date.ts'
import { messageLine, writerLabel } from '#lib/fa/inbox-texts.ts'

/** A message as an open inbox shows it. */
export function shownMessage(text: Pick<Pending, 'id' | 'conversationId' | 'receivedAt'>, heard: ReceivedMessage) {
  const sentAt = heard.sentAt === null ? text.receivedAt : new Date(heard.sentAt)
  return {
    id: text.id,
    conversationId: text.conversationId,
    at: formatTime(sentAt),
    sentAt: sentAt.getTime(),
    writer: writerLabel(heard),
    isBuyer: heard.side !== 'SUPPLY' && !heard.bot,
    ...messageLine(heard),
  }
}
