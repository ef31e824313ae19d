export { type DivarAction, toastAnswer } from './actions.ts'
export type { NamedSlug } from './api/assets.ts'
export type { Post } from './api/posts.ts'
export type { ButtonData } from './button-data.ts'
export {
  type BotMessage,
  type Button,
  type ButtonGrid,
  buttonGrid,
  dynamicActionButton,
  type OutgoingMessage,
  serverLinkButton,
} from './buttons.ts'
export { checkMessage } from './check-message.ts'
export { createDivarClient, type DivarClient } from './client.ts'
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
export type { EventMessage, MessageContent } from './event-message.ts'
export { type DivarEvent, parseEvent } from './events.ts'
export type { CallOptions, EndedCall } from './http.ts'
export type { IconName } from './icons.ts'
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
export { parseIncoming } from './incoming.ts'
export { type Launch, launchAnswer, parseDirectLink, readApiVersion } from './launch.ts'
export type { TokenSet } from './oauth.ts'
export type { DivarOperation } from './operations.ts'
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
