export { type ChatOutcomes, chatBackOff, chatChannel, chatOutlet } from './chat-channel.ts'
export {
  type ChatMessage,
  type MessageState,
  messageStates,
  type NewMessage,
  openStates,
} from './chat-message.ts'
export type {
  ChatPort,
  DeliverDeps,
  FreshToken,
  MessageDeps,
  MessageStore,
  MessageTransaction,
  SendOutcome,
} from './ports.ts'
export { queueMessage } from './queue-message.ts'
export { waitForOutcome } from './wait-for-outcome.ts'
