import type { ApiConfig } from './api/api-call.ts'
import {
  getCategories,
  getCities,
  getDistricts,
  getScopes,
  getServiceTypes,
  type ListedScope,
  type NamedSlug,
} from './api/assets.ts'
import { type Conversation, getConversation } from './api/conversations.ts'
import { type Subscription, subscribe } from './api/events.ts'
import { createUploadToken, type Image, uploadImage } from './api/media.ts'
import { type BotAnswer, sendBotMessage, sendBotMessageToUser, sendConversationMessage } from './api/messages.ts'
import { getPost, type Post } from './api/posts.ts'
import { type FoundPost, type PostSearch, searchPosts } from './api/search.ts'
import { getUserPost, getUserPosts, type ListedPost, type UserPost } from './api/user-posts.ts'
import { type DivarUser, getUser, getUserIdByPhone } from './api/users.ts'
import type { BotMessage, OutgoingMessage } from './buttons.ts'
import { type Clock, systemClock } from './clock.ts'
import type { CallOptions, EndedCall } from './http.ts'
import type { AccessToken, ConversationId, DivarUserId, MediaToken, PostToken } from './ids.ts'
import {
  type AuthorizeRequest,
  authorizeUrl,
  type CodeExchange,
  exchangeCode,
  type OAuthConfig,
  refreshTokens,
  type TokenRefresh,
  type TokenSet,
} from './oauth.ts'

export type DivarTimeoutsMs = { read: number; send: number; token: number; upload: number }

export type DivarClientConfig = {
  apiUrl: string
  oauthUrl: string
  /** The chat's own host, which takes the bytes of media. */
  chatUploadUrl: string
  appSlug: string
  apiKey: string
  oauthSecret: string
  redirectUri: string
  fetch?: typeof fetch
  timeoutsMs?: Partial<DivarTimeoutsMs>
  clock?: Clock
  /** Told of each call when it has ended, whatever came of it: for logs and measures. */
  onCall?: (call: EndedCall) => void
  /** Told what Divar's clock said with each answer. */
  onTime?: (divarNow: Date) => void
}

/**
 * Each call goes out once and throws `DivarApiError`, `DivarConnectionError` or `DivarResponseError`; what Divar would
 * refuse for its form throws `InvalidInputError` instead and never leaves. What each does stands in `api/` and `oauth.ts`.
 */
export type DivarClient = {
  authorizeUrl(request: AuthorizeRequest): string
  exchangeCode(exchange: CodeExchange, options?: CallOptions): Promise<TokenSet>
  refreshTokens(refresh: TokenRefresh, options?: CallOptions): Promise<TokenSet>
  /** Permission `USER_RETRIEVE`; scope `USER_ID`, and `USER_PHONE` for the phone. */
  getUser(params: { accessToken: AccessToken }, options?: CallOptions): Promise<DivarUser>
  /** Permission `GET_USER_ID_BY_PHONE`; no scope. */
  getUserIdByPhone(params: { phone: string }, options?: CallOptions): Promise<DivarUserId | null>
  /** Permission `GET_POST`; no scope. */
  getPost(params: { postToken: PostToken }, options?: CallOptions): Promise<Post | null>
  /** Permission `GET_USER_POSTS`; scope `scopes.userPosts`. */
  getUserPosts(params: { accessToken: AccessToken }, options?: CallOptions): Promise<ListedPost[]>
  /** Permission `GET_USER_POST`; scope `scopes.userPosts`. */
  getUserPost(
    params: { accessToken: AccessToken; postToken: PostToken },
    options?: CallOptions,
  ): Promise<UserPost | null>
  /** Permission `SEARCH_POST`; no scope. 100 searches in all. */
  searchPosts(search: PostSearch, options?: CallOptions): Promise<FoundPost[]>
  /** Permission `CHAT_READ_CONVERSATION`; scope `conversationRead`. */
  getConversation(
    params: { accessToken: AccessToken; conversationId: ConversationId },
    options?: CallOptions,
  ): Promise<Conversation>
  /** Neither permission nor scope, as all assets. */
  getCities(options?: CallOptions): Promise<NamedSlug[]>
  getDistricts(params: { citySlug: string }, options?: CallOptions): Promise<NamedSlug[]>
  getCategories(options?: CallOptions): Promise<NamedSlug[]>
  getServiceTypes(options?: CallOptions): Promise<NamedSlug[]>
  getScopes(options?: CallOptions): Promise<ListedScope[]>
  /**
   * Permission `CHAT_SEND_MESSAGE_OAUTH`; scope `conversationSend`, or for the advertiser `postConversationsSend` or
   * `scopes.allConversationsSend`.
   */
  sendConversationMessage(
    params: { accessToken: AccessToken; conversationId: ConversationId; message: OutgoingMessage },
    options?: CallOptions,
  ): Promise<void>
  /** Permission `CHAT_BOT_SEND_MESSAGE`; no scope. */
  sendBotMessage(
    params: { conversationId: ConversationId; message: BotMessage },
    options?: CallOptions,
  ): Promise<BotAnswer>
  /** Permission `CHAT_BOT_SEND_MESSAGE`; scope `scopes.chatBotUserSend`. */
  sendBotMessageToUser(
    params: { accessToken: AccessToken; userId: DivarUserId; message: BotMessage },
    options?: CallOptions,
  ): Promise<BotAnswer>
  /**
   * Permission `EVENTS_REGISTER_SUBSCRIPTION`; scope `postConversationsRead` or `scopes.allConversationsRead`, for
   * `POST_UPDATE` `scopes.userPosts`.
   */
  subscribe(subscription: Subscription, options?: CallOptions): Promise<void>
  /** Permission `CHAT_UPLOAD_MEDIA`; no scope. */
  createUploadToken(options?: CallOptions): Promise<string>
  /** Permission `CHAT_UPLOAD_MEDIA`; no scope. */
  uploadImage(image: Image, options?: CallOptions): Promise<{ mediaToken: MediaToken }>
}

/** The bytes of an image have 30 seconds, a send 20, a token call 8, a read 2.5: a page waits for reads. */
const defaultTimeoutsMs: DivarTimeoutsMs = { read: 2500, send: 20_000, token: 8000, upload: 30_000 }

/** The platform's calls over one configuration. Addresses are bases without a slash at the end. */
export function createDivarClient(config: DivarClientConfig): DivarClient {
  const timeoutsMs = { ...defaultTimeoutsMs, ...config.timeoutsMs }
  const { apiKey, onCall, onTime } = config
  const http = { fetch: config.fetch ?? fetch, clock: config.clock ?? systemClock, apiKey, onCall, onTime }
  const { oauthUrl, appSlug, oauthSecret, redirectUri, apiUrl, chatUploadUrl } = config
  const oauth: OAuthConfig = { ...http, oauthUrl, appSlug, oauthSecret, redirectUri, tokenTimeoutMs: timeoutsMs.token }
  const api: ApiConfig = {
    ...http,
    apiUrl,
    chatUploadUrl,
    readTimeoutMs: timeoutsMs.read,
    sendTimeoutMs: timeoutsMs.send,
    uploadTimeoutMs: timeoutsMs.upload,
  }
  return {
    authorizeUrl: (request) => authorizeUrl(oauth, request),
    exchangeCode: (exchange, options) => exchangeCode(oauth, exchange, options),
    refreshTokens: (refresh, options) => refreshTokens(oauth, refresh, options),
    getUser: (params, options) => getUser(api, params, options),
    getUserIdByPhone: (params, options) => getUserIdByPhone(api, params, options),
    getPost: (params, options) => getPost(api, params, options),
    getUserPosts: (params, options) => getUserPosts(api, params, options),
    getUserPost: (params, options) => getUserPost(api, params, options),
    searchPosts: (search, options) => searchPosts(api, search, options),
    getConversation: (params, options) => getConversation(api, params, options),
    getCities: (options) => getCities(api, options),
    getDistricts: (params, options) => getDistricts(api, params, options),
    getCategories: (options) => getCategories(api, options),
    getServiceTypes: (options) => getServiceTypes(api, options),
    getScopes: (options) => getScopes(api, options),
    sendConversationMessage: (params, options) => sendConversationMessage(api, params, options),
    sendBotMessage: (params, options) => sendBotMessage(api, params, options),
    sendBotMessageToUser: (params, options) => sendBotMessageToUser(api, params, options),
    subscribe: (subscription, options) => subscribe(api, subscription, options),
    createUploadToken: (options) => createUploadToken(api, options),
    uploadImage: (image, options) => uploadImage(api, image, options),
  }
}
