import { type Clock, systemClock } from '../kernel/clock.ts'
import type { ApiConfig } from './api/api-call.ts'
import { getCities, getDistricts, type NamedSlug } from './api/assets.ts'
import { sendConversationMessage } from './api/messages.ts'
import { getPost, type Post } from './api/posts.ts'
import { type DivarUser, getUser } from './api/users.ts'
import type { OutgoingMessage } from './buttons.ts'
import type { EndedCall } from './http.ts'
import {
  type AuthorizeRequest,
  authorizeUrl,
  type CodeExchange,
  exchangeCode,
  type OAuthConfig,
  refreshTokens,
  type TokenRefresh,
} from './oauth.ts'
import type { TokenSet } from './token-set.ts'

export type DivarTimeoutsMs = { read: number; send: number; token: number }

export type DivarClientConfig = {
  apiUrl: string
  oauthUrl: string
  appSlug: string
  apiKey: string
  oauthSecret: string
  redirectUri: string
  fetch?: typeof fetch
  timeoutsMs?: Partial<DivarTimeoutsMs>
  clock?: Clock
  /** Told of each call when it has ended, whatever came of it: for logs and measures. */
  onCall?: (call: EndedCall) => void
}

/** Each call goes out once and throws `DivarRefused`, `DivarUnavailable` or `DivarMalformed`. */
export type DivarClient = {
  authorizeUrl(request: AuthorizeRequest): string
  exchangeCode(exchange: CodeExchange): Promise<TokenSet>
  refreshTokens(refresh: TokenRefresh): Promise<TokenSet>
  getUser(accessToken: string): Promise<DivarUser>
  getPost(token: string): Promise<Post | null>
  getCities(): Promise<NamedSlug[]>
  getDistricts(citySlug: string): Promise<NamedSlug[]>
  sendConversationMessage(accessToken: string, conversationId: string, message: OutgoingMessage): Promise<void>
}

/** A send has 20 seconds, a token call 8, a read 2.5: a page waits for reads. */
const defaultTimeoutsMs: DivarTimeoutsMs = { read: 2500, send: 20_000, token: 8000 }

/** The platform's calls over one configuration. Addresses are bases without a slash at the end. */
export function createDivarClient(config: DivarClientConfig): DivarClient {
  const timeoutsMs = { ...defaultTimeoutsMs, ...config.timeoutsMs }
  const { apiKey, onCall } = config
  const http = { fetch: config.fetch ?? fetch, clock: config.clock ?? systemClock, apiKey, onCall }
  const { oauthUrl, appSlug, oauthSecret, redirectUri, apiUrl } = config
  const oauth: OAuthConfig = { ...http, oauthUrl, appSlug, oauthSecret, redirectUri, tokenTimeoutMs: timeoutsMs.token }
  const api: ApiConfig = { ...http, apiUrl, readTimeoutMs: timeoutsMs.read, sendTimeoutMs: timeoutsMs.send }
  return {
    authorizeUrl: (request) => authorizeUrl(oauth, request),
    exchangeCode: (exchange) => exchangeCode(oauth, exchange),
    refreshTokens: (refresh) => refreshTokens(oauth, refresh),
    getUser: (accessToken) => getUser(api, accessToken),
    getPost: (token) => getPost(api, token),
    getCities: () => getCities(api),
    getDistricts: (citySlug) => getDistricts(api, citySlug),
    sendConversationMessage: (accessToken, conversationId, message) =>
      sendConversationMessage(api, accessToken, conversationId, message),
  }
}
