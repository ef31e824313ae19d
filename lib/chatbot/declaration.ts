import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

export const chatbotDeclaration = declare({
  messages: {
    /** What the business answers to a question asked here. */
    support_answer: { subject: 'notice' },
  },
  retention: {
    support_text: { keptSeconds: 7 * daySeconds, after: 'arrival' },
    bot_conversation: { keptSeconds: 30 * daySeconds, after: 'last_change' },
    game: { keptSeconds: 7 * daySeconds, after: 'last_change' },
  },
  counters: {
    chatbot_messages: {
      help: 'Messages of the chatbot by what became of them',
      labels: { outcome: ['sent', 'refused', 'unconfirmed'] },
    },
  },
})

export type ChatbotRetentionItem = NamesIn<typeof chatbotDeclaration, 'retention'>
