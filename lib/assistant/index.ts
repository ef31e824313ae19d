export {
  type AskedTopic,
  type Assistant,
  type AssistantSettings,
  type EndReason,
  type Heard,
  neededScopes,
  type Talk,
} from './assistant.ts'
export { isShipped } from './categories.ts'
export { type AssistantRetentionItem, assistantDeclaration } from './declaration.ts'
export { assistantMessages } from './messages.ts'
export type {
  AssistantDeps,
  AssistantStore,
  AssistantTx,
  KeeperDeps,
  Listened,
  Offer,
} from './ports.ts'
export { pieceSeconds, sellerTookOver } from './rules.ts'
export {
  parseSettings,
  type SettingsFault,
} from './settings.ts'
export { answerDueTalks } from './use-cases/answer.ts'
export { handleTexts } from './use-cases/hear.ts'
export { keepAssistant, keepAssistants } from './use-cases/keep.ts'
export { longestReply, offerByHand, replyByHand } from './use-cases/reply.ts'
export { type Rest, restOf } from './use-cases/rest.ts'
export { ownAssistant, saveSettings, setOn, turnOn } from './use-cases/turn-on.ts'
