import { declare } from '../index.ts'
import { messageKinds, messageStates } from './chat-message.ts'

export const messagesDeclaration = declare({
  counters: {
    chat_messages: {
      help: 'Chat messages by the state that they came to; queued: to be tried again',
      labels: { kind: messageKinds, state: messageStates },
    },
  },
})
