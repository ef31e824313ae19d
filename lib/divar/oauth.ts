import { DivarResponseError } from './errors.ts'
import { fieldsOf, isObject, readNumber, readOptionalText } from './fields.ts'
import { type CallOptions, callForJson, type HttpConfig } from './http.ts'
import { type AccessToken, idRules, type RefreshToken } from './ids.ts'
import type { DivarOperation } from './operations.ts'
import { joinScopes, parseScopes } from './scopes.ts'

export type OAuthConfig = HttpConfig & {
  oauthUrl: string
  appSlug: string
  oauthSecret: string
  redirectUri: string
  tokenTimeoutMs: number
}

/** `codeChallenge` is S256; Divar mentions no PKCE and is expected to ignore or honour it. */
export type AuthorizeRequest = { scopes: readonly string[]; state: string; codeChallenge?: string }

/** Where the user is asked for permission. Every value is percent-encoded, spaces as `%20`. Contract §6.1. */
export function authorizeUrl(
  config: Pick<OAuthConfig, 'oauthUrl' | 'appSlug' | 'redirectUri'>,
  request: AuthorizeRequest,
): string {
  const parameters = {
    response_type: 'code',
    client_id: config.appSlug,
    redirect_uri: config.redirectUri,
    scope: joinScopes(request.scopes),
    state: request.state,
    ...(request.codeChallenge === undefined
      ? {}
      : { code_challenge: request.codeChallenge, code_challenge_method: 'S256' }),
  }
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${config.oauthUrl}/oauth2/auth?${query.join('&')}`
}

/** What one consent or refresh gave. `expiresInSeconds` counts from the answer. */
export type TokenSet = {
  accessToken: AccessToken
  refreshToken: RefreshToken | null
  scopes: string[]
  expiresInSeconds: number
}

export type CodeExchange = { code: string; askedScopes: readonly string[]; codeVerifier?: string }

/** Swaps the code of a consent for tokens. Throws the three errors of Divar. Contract §6.4. */
export async function exchangeCode(
  config: OAuthConfig,
  exchange: CodeExchange,
  options?: CallOptions,
): Promise<TokenSet> {
  const body = await callToken(config, 'exchange_code', options, {
    grant_type: 'authorization_code',
    code: exchange.code,
    ...(exchange.codeVerifier !== undefined && { code_verifier: exchange.codeVerifier }),
  })
  return parseTokenAnswer('exchange_code', body, exchange.askedScopes)
}

export type TokenRefresh = { refreshToken: RefreshToken; accessToken: AccessToken; grantedScopes: readonly string[] }

/**
 * Swaps both tokens for new ones; store both at once, the old pair works two minutes more. An answer without a refresh
 * token leaves the old one in force. `code` is the current access token: Divar's page asks for it, OAuth does not.
 * Throws the three errors of Divar. Contract §6.5.
 */
export async function refreshTokens(
  config: OAuthConfig,
  refresh: TokenRefresh,
  options?: CallOptions,
): Promise<TokenSet> {
  const body = await callToken(config, 'refresh_tokens', options, {
    grant_type: 'refresh_token',
    refresh_token: refresh.refreshToken,
    code: refresh.accessToken,
  })
  const tokens = parseTokenAnswer('refresh_tokens', body, refresh.grantedScopes)
  return { ...tokens, refreshToken: tokens.refreshToken ?? refresh.refreshToken }
}

/** The secret goes into the form (`client_secret_post`); a JSON body would be refused. Contract §14, row 25. */
function callToken(
  config: OAuthConfig,
  operation: DivarOperation,
  options: CallOptions | undefined,
  form: Record<string, string>,
): Promise<unknown> {
  return callForJson(config, {
    operation,
    method: 'POST',
    url: `${config.oauthUrl}/oauth2/token`,
    timeoutMs: options?.timeoutMs ?? config.tokenTimeoutMs,
    signal: options?.signal,
    withApiKey: false,
    form: {
      ...form,
      client_id: config.appSlug,
      client_secret: config.oauthSecret,
      redirect_uri: config.redirectUri,
    },
  })
}

const usualLifeSeconds = 3600

/**
 * Reads a token answer of Contract §6.4 and §6.5 leniently: nulls, a missing type, a life given as text or not at all
 * (then an hour), no scope (then those asked for). Throws `DivarResponseError` without a usable access token.
 */
function parseTokenAnswer(operation: DivarOperation, body: unknown, askedScopes: readonly string[]): TokenSet {
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  const fields = fieldsOf(body, '')
  const accessToken = readOptionalText(fields, 'access_token', idRules.accessToken)
  if (accessToken === null) throw new DivarResponseError(operation, 'access_token')
  const type = readOptionalText(fields, 'token_type', { max: 32 })
  if (type !== null && type.toLowerCase() !== 'bearer') throw new DivarResponseError(operation, 'token_type')
  const scope = readOptionalText(fields, 'scope', { max: 4096 })
  const expiresIn = readNumber(fields, 'expires_in')
  return {
    accessToken,
    refreshToken: readOptionalText(fields, 'refresh_token', idRules.refreshToken),
    scopes: parseScopes(scope ?? askedScopes.join(' ')),
    expiresInSeconds: expiresIn !== null && expiresIn > 0 ? Math.floor(expiresIn) : usualLifeSeconds,
  }
}
