export { nextAttemptAt } from './back-off.ts'
export { withinBudget } from './budget.ts'
export {
  type ChatMessage,
  isSettled,
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
export { type ConfirmAnswer, type Confirmed, confirmMessage } from './confirm-message.ts'
export { type Delivered, deliverMessage } from './deliver-message.ts'
export type {
  ChatPort,
  Claim,
  DeliverDeps,
  Destination,
  FreshToken,
  MessageDeps,
  MessageStore,
  MessageTransaction,
  QueueDeps,
  SendOutcome,
  Settlement,
  TokenPort,
  WaitDeps,
  Wake,
} from './ports.ts'
export { type Queued, queueMessage, supersedeMessages } from './queue-message.ts'
export { type Swept, sweepMessages } from './sweep-messages.ts'
export { messagesOf, waitForOutcome } from './wait-for-outcome.ts'
