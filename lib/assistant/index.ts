export {
  type Assistant,
  type AssistantSettings,
  type AssistantState,
  assistantStates,
  type EndReason,
  endReasons,
  type Heard,
  neededScopes,
  type Talk,
} from './assistant.ts'
export type {
  AssistantDeps,
  AssistantStore,
  AssistantTx,
  EventText,
  KeeperDeps,
  KeeperGrant,
  Kept,
  Listened,
  Offer,
  OwnMessage,
  PostState,
} from './ports.ts'
export { type CityNames, cityNames, recognise, type ShippingQuestion } from './recognise.ts'
export { isQuiet, sellerFirstSeconds, sellerTookOver } from './rules.ts'
export {
  longestWording,
  mostPerDay,
  parseSettings,
  parseWording,
  type SettingsFault,
  usualSettings,
  type WordingFault,
} from './settings.ts'
export { answerDueTalks } from './use-cases/answer.ts'
export { handleTexts, overhear, textSeconds } from './use-cases/hear.ts'
export { keepAssistant, keepAssistants, renewBeforeSeconds } from './use-cases/keep.ts'
export { longestReply, offerByHand, replyByHand } from './use-cases/reply.ts'
export { type Rest, restOf } from './use-cases/rest.ts'
export { type Owner, ownAssistant, saveSettings, setOn, turnOn } from './use-cases/turn-on.ts'
