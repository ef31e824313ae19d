export { type ActionAnswer, type DivarAction, openAnswer, toastAnswer } from './actions.ts'
export type { ListedScope, NamedSlug } from './api/assets.ts'
export type { Conversation } from './api/conversations.ts'
export type { Subscription } from './api/events.ts'
export { type Image, maxImageBytes } from './api/media.ts'
export type { BotAnswer } from './api/messages.ts'
export type { Post, PostPrice } from './api/posts.ts'
export type { FoundPost, NumberRange, PostSearch } from './api/search.ts'
export type { ListedPost, UserPost } from './api/user-posts.ts'
export type { DivarUser } from './api/users.ts'
export type { ButtonData } from './button-data.ts'
export {
  type BotMessage,
  type Button,
  type ButtonAction,
  type ButtonGrid,
  buttonGrid,
  dynamicActionButton,
  type OutgoingMessage,
  serverLinkButton,
} from './buttons.ts'
export { checkBotMessage, checkMessage, type MessageCheck } from './check-message.ts'
export { createDivarClient, type DivarClient, type DivarClientConfig, type DivarTimeoutsMs } from './client.ts'
export {
  DivarApiError,
  DivarConnectionError,
  DivarResponseError,
  InvalidInputError,
  isDivarApiError,
  isDivarConnectionError,
  isDivarResponseError,
  isInvalidInputError,
  isKenarError,
  KenarError,
  type KenarErrorCode,
} from './errors.ts'
export type { ChatMessage, EventMessage, MessageContent } from './event-message.ts'
export { type DivarEvent, type EventPost, type EventTransaction, type ParsedEvent, parseEvent } from './events.ts'
export type { CallOptions, EndedCall } from './http.ts'
export { type IconName, iconNames } from './icons.ts'
export {
  type AccessToken,
  type ConversationId,
  type DivarUserId,
  isConversationId,
  isDivarUserId,
  isPostToken,
  type MediaToken,
  type PostToken,
  type RefreshToken,
  toAccessToken,
  toConversationId,
  toDivarUserId,
  toMediaToken,
  toPostToken,
  toRefreshToken,
} from './ids.ts'
export { type Incoming, parseIncoming } from './incoming.ts'
export { type DirectLink, type Launch, launchAnswer, parseDirectLink, readApiVersion } from './launch.ts'
export { nearestCity } from './nearest-city.ts'
export type { AuthorizeRequest, CodeExchange, TokenRefresh, TokenSet } from './oauth.ts'
export type { DivarOperation } from './operations.ts'
export { bundledCities, createPlaces, type Places } from './places.ts'
export {
  conversationRead,
  conversationSend,
  hasScope,
  joinScopes,
  parseScopes,
  postConversationsRead,
  postConversationsSend,
  type Scope,
  scopes,
} from './scopes.ts'
export type { Side } from './side.ts'
