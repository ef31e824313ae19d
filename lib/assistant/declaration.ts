import { type Base, declare, type MeasuresOf, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

export const assistantDeclaration = declare({
  errors: ['post_not_yours'],
  channels: { inboxes: 'peyk_inbox' },
  tasks: {
    /** Subscriptions to renew, and questions that are to be answered by now. */
    'sweep-assistants': { cron: '* * * * *' },
  },
  messages: {
    /** For a buyer who has just asked. */
    offer: { subject: 'conversation', goodForSeconds: 60 * 60 },
    /** What a seller typed waits in the database no longer than what they read. */
    reply: { subject: 'conversation', goodForSeconds: 60 },
  },
  forgets: ['assistants'],
  retention: {
    assistant: { keptSeconds: 30 * daySeconds, after: 'last_change' },
    assistant_conversation: { keptSeconds: 30 * daySeconds, after: 'last_change' },
    question_piece: { keptSeconds: 60, after: 'arrival' },
  },
  gauges: {
    assistants: { help: 'Assistants by how they do; failing: on, and the last renewal failed', label: 'state' },
    subscription_end_seconds: { help: 'Until the first event subscription dies; below zero: it has', label: 'which' },
  },
  counters: {
    subscriptions: {
      help: 'Attempts to keep an event subscription alive',
      labels: { outcome: ['renewed', 'failed', 'ended'] },
    },
    assistant_answers: {
      help: "Buyers' questions about shipping by what the assistant did",
      labels: {
        outcome: [
          'sent',
          'wait',
          'off',
          'answered',
          'seller',
          'quiet',
          'cap',
          'not_asked',
          'gone',
          'changed',
          'not_shipped',
        ],
      },
    },
  },
})

export type AssistantMeasures = MeasuresOf<Base | typeof assistantDeclaration>

export type AssistantRetentionItem = NamesIn<typeof assistantDeclaration, 'retention'>
