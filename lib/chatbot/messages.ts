import type { Captured, EventOf, MessageHandler } from '#lib/addon/inbox/index.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { BotInput, BotTurn } from './turn.ts'

type Deps = {
  sealer: Pick<Sealer, 'open'>
  /** What comes of a turn is kept before `take`; the answer is sent only where it was still there. */
  hear(turn: BotTurn, take: () => Promise<boolean>): Promise<void>
}

type Written = BotInput & { sentAt?: string }

/** Messages to the chatbot, as the inbox hands them over, in the order of their conversation. */
export function chatbotMessages({ sealer, hear }: Deps): MessageHandler<'new_chatbot_message'> {
  return {
    kind: 'bot',
    eventType: 'new_chatbot_message',
    capture: written,
    laneOf: ({ conversationId }) => conversationId,
    async handle(texts, take) {
      for (const { id, conversationId, receivedAt, sealed } of texts) {
        const { sentAt, ...input } = await sealer.open<Written>(sealed)
        const turn = { id, conversationId, at: receivedAt, sentAt: sentAt ? new Date(sentAt) : null, input }
        await hear(turn, async () => await take(id))
      }
    },
  }
}

/** What the chatbot itself said is nothing to be handled. */
function written({ message }: EventOf<'new_chatbot_message'>): Captured | null {
  const { content, conversation, sender, sentAt } = message
  if (sender.bot) return null
  const input: BotInput =
    content.kind === 'text' ? { kind: 'text', text: content.text } : { kind: 'other', content: content.kind }
  const heard: Written = { ...input, ...(sentAt && { sentAt: sentAt.toISOString() }) }
  return { subject: null, conversationId: conversation.id, content: heard }
}
