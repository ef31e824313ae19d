import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

export const chatbotDeclaration = declare({
  messages: {
    /** What the business answers to a question asked here. */
    support_answer: { subject: 'notice' },
  },
  limits: {
    /** Tracking codes that one conversation asks for, and what it asks of the business. */
    tracks: { key: 'track', points: 10, seconds: 600 },
    supports: { key: 'support', points: 5, seconds: 3600 },
    /** What is tapped in one conversation, and what is answered there by a message. */
    taps: { key: 'tap', points: 120, seconds: 60 },
    botMessages: { key: 'bot', points: 600, seconds: 3600 },
  },
  forgets: ['bot_conversations', 'notices'],
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
