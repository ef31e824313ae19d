export { nextAttemptAt } from './back-off.ts'
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
export { type ConfirmAnswer, confirmMessage } from './confirm-message.ts'
export { messagesDeclaration } from './declaration.ts'
export { deliverMessage } from './deliver-message.ts'
export type {
  ChatPort,
  DeliverDeps,
  FreshToken,
  MessageDeps,
  MessageStore,
  MessageTransaction,
  SendOutcome,
  Settlement,
  Wake,
} from './ports.ts'
export { queueMessage, supersedeMessages } from './queue-message.ts'
export { sweepMessages } from './sweep-messages.ts'
export { messagesOf, waitForOutcome } from './wait-for-outcome.ts'
