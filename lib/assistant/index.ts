export {
  type AskedTopic,
  type Assistant,
  type AssistantSettings,
  type ConversationState,
  type EndReason,
  neededScopes,
  type ReceivedMessage,
} from './assistant.ts'
export { isShipped } from './categories.ts'
export { type AssistantRetentionItem, assistantDeclaration } from './declaration.ts'
export { assistantMessages } from './messages.ts'
export type {
  AssistantDeps,
  AssistantStore,
  AssistantTx,
  Listened,
  Offer,
  RenewalDeps,
} from './ports.ts'
export { pieceSeconds, sellerTookOver } from './rules.ts'
export {
  parseSettings,
  type SettingsFault,
} from './settings.ts'
export { answerDueTalks } from './use-cases/answer.ts'
export { handleTexts } from './use-cases/hear.ts'
export { renewSubscription, renewSubscriptions } from './use-cases/keep.ts'
export { type PauseReason, pauseReason } from './use-cases/pause-reason.ts'
export { maxReplyLength, offerByHand, replyByHand } from './use-cases/reply.ts'
export { isOwnedBy, ownAssistant, saveSettings, setOn, turnOn } from './use-cases/turn-on.ts'
