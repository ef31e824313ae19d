import type { ApiConfig } from './api/api-call.ts'
import { getCities, getDistricts, getScopes, type ListedScope, type NamedSlug } from './api/assets.ts'
import { type Subscription, subscribe } from './api/events.ts'
import { createUploadToken, type Image, uploadImage } from './api/media.ts'
import { type BotAnswer, sendBotMessage, sendBotMessageToUser, sendConversationMessage } from './api/messages.ts'
import { getPost, type Post } from './api/posts.ts'
import { type DivarUser, getUser } from './api/users.ts'
import type { BotMessage, OutgoingMessage } from './buttons.ts'
import { type Clock, systemClock } from './clock.ts'
import type { EndedCall } from './http.ts'
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
  exchangeCode(exchange: CodeExchange): Promise<TokenSet>
  refreshTokens(refresh: TokenRefresh): Promise<TokenSet>
  getUser(accessToken: string): Promise<DivarUser>
  getPost(token: string): Promise<Post | null>
  getCities(): Promise<NamedSlug[]>
  getDistricts(citySlug: string): Promise<NamedSlug[]>
  getScopes(): Promise<ListedScope[]>
  sendConversationMessage(accessToken: string, conversationId: string, message: OutgoingMessage): Promise<void>
  sendBotMessage(conversationId: string, message: BotMessage): Promise<BotAnswer>
  sendBotMessageToUser(accessToken: string, userId: string, message: BotMessage): Promise<BotAnswer>
  subscribe(accessToken: string, subscription: Subscription): Promise<void>
  createUploadToken(): Promise<string>
  uploadImage(image: Image): Promise<{ mediaToken: string }>
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
    exchangeCode: (exchange) => exchangeCode(oauth, exchange),
    refreshTokens: (refresh) => refreshTokens(oauth, refresh),
    getUser: (accessToken) => getUser(api, accessToken),
    getPost: (token) => getPost(api, token),
    getCities: () => getCities(api),
    getDistricts: (citySlug) => getDistricts(api, citySlug),
    getScopes: () => getScopes(api),
    sendConversationMessage: (accessToken, conversationId, message) =>
      sendConversationMessage(api, accessToken, conversationId, message),
    sendBotMessage: (conversationId, message) => sendBotMessage(api, conversationId, message),
    sendBotMessageToUser: (accessToken, userId, message) => sendBotMessageToUser(api, accessToken, userId, message),
    subscribe: (accessToken, subscription) => subscribe(api, accessToken, subscription),
    createUploadToken: () => createUploadToken(api),
    uploadImage: (image) => uploadImage(api, image),
  }
}
