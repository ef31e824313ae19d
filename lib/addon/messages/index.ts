export { type ChatOutcomes, chatBackOff, chatChannel, chatOutlet } from './chat-channel.ts'
export {
  type ChatMessage,
  type MessageChannel,
  type MessageKind,
  type MessageState,
  type MessageSubject,
  messageKinds,
  messageStates,
  type NewMessage,
  openStates,
  shipmentKinds,
} from './chat-message.ts'
export { messagesDeclaration } from './declaration.ts'
export type {
  ChatPort,
  DeliverDeps,
  FreshToken,
  MessageDeps,
  MessageStore,
  MessageTransaction,
  SendOutcome,
} from './ports.ts'
export { queueMessage, supersedeMessages } from './queue-message.ts'
export { messagesOf, waitForOutcome } from './wait-for-outcome.ts'
