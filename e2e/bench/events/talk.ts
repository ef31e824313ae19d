import { randomUUID } from 'node:crypto'

const talk = ['سلام، قیمت نهایی چنده؟', 'تخفیف هم دارید؟', 'کارتنش هست؟', 'فردا عصر هستید؟', 'ممنون، خبر می‌دم']
const questions = ['ارسال دارید؟', 'هزینه پست تا مشهد چقده', 'میفرستین شیراز؟', 'با تیپاکس میشه؟']

export type Planned = { conversation: number; text: string; repeats: boolean }

/**
 * Who says what: everybody in turn; the first `asking` of them ask about shipping, twice, each at a time of their own.
 * Every twentieth event comes twice.
 */
export function planTalk(plan: { events: number; conversations: number; asking: number }): Planned[] {
  const rounds = Math.floor(plan.events / plan.conversations)
  return Array.from({ length: plan.events }, (_, index) => {
    const conversation = index % plan.conversations
    const round = Math.floor(index / plan.conversations)
    const asksIn = conversation % Math.max(1, rounds - 1)
    const asks = conversation < plan.asking && (round === asksIn || round === asksIn + 1)
    const words = asks ? questions : talk
    return { conversation, text: words[index % words.length] ?? '', repeats: index % 20 === 19 }
  })
}

/** As Divar tells of a buyer's message. Contract §11.2. */
export const buyerSays = (of: { conversationId: string; postToken: string; metadata: unknown; text: string }) => ({
  type: 'NEW_MESSAGE',
  metadata: of.metadata,
  new_message: {
    id: randomUUID(),
    conversation: { id: of.conversationId, type: 'POST', post_token: of.postToken },
    sender: { side: 'BUYER', type: 'HUMAN' },
    sent_at: Date.now() * 1000,
    type: 'TEXT',
    text: of.text,
  },
})
