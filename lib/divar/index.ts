export { type ActionAnswer, answerWithText, type DivarAction } from './actions.ts'
export type { ListedScope, NamedSlug } from './api/assets.ts'
export type { Subscription } from './api/events.ts'
export { type Image, maxImageBytes } from './api/media.ts'
export type { BotAnswer } from './api/messages.ts'
export type { Post } from './api/posts.ts'
export type { DivarUser } from './api/users.ts'
export {
  type BotMessage,
  type Button,
  type ButtonAction,
  type ButtonGrid,
  buttonGrid,
  dynamicActionButton,
  type MessageBody,
  type OutgoingMessage,
  serverLinkButton,
} from './buttons.ts'
export { checkBotMessage, checkMessage, type MessageCheck, maxCaptionLength } from './check-message.ts'
export { createDivarClient, type DivarClient, type DivarClientConfig, type DivarTimeoutsMs } from './client.ts'
export type { Coordinates } from './coordinates.ts'
export {
  DivarMalformed,
  DivarRefused,
  DivarUnavailable,
  isDivarMalformed,
  isDivarRefused,
  isDivarUnavailable,
} from './errors.ts'
export type { EventMessage, MessageContent } from './event-message.ts'
export { type DivarEvent, type EventPost, type EventTransaction, type ParsedEvent, parseEvent } from './events.ts'
export type { Hints } from './hints.ts'
export type { EndedCall } from './http.ts'
export { type IconName, iconNames } from './icons.ts'
export { type Incoming, parseIncoming } from './incoming.ts'
export { type DirectLink, type Launch, launchAnswer, parseDirectLink, readVersion } from './launch.ts'
export { type AuthorizeRequest, type CodeExchange, fixScopeSeparator, type TokenRefresh } from './oauth.ts'
export { createPlaces, type Places } from './places.ts'
export {
  conversationSend,
  hasScope,
  joinScopes,
  parseScopes,
  postConversationsRead,
  postConversationsSend,
  type Scope,
  scopes,
} from './scopes.ts'
export { type TokenSet, tokenConform } from './token-set.ts'
