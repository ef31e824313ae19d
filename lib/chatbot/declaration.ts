import { declare } from '#lib/addon/index.ts'

export const chatbotDeclaration = declare({
  counters: {
    chatbot_messages: {
      help: 'Messages of the chatbot by what became of them',
      labels: { outcome: ['sent', 'refused', 'unconfirmed'] },
    },
  },
})
