import { callForJson, type HttpConfig } from './http.ts'
import type { DivarOperation } from './operations.ts'
import { joinScopes } from './scopes.ts'
import { parseTokenAnswer, type TokenSet } from './token-set.ts'

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

/** Turns the `+` that Auth.js puts between scopes into the `%20` that Divar wants; the rest stays byte for byte. Contract §14, row 26. */
export function fixScopeSeparator(url: string | URL): string {
  return String(url).replace(
    /([?&]scope=)([^&#]*)/g,
    (_, name: string, value: string) => name + value.replaceAll('+', '%20'),
  )
}

export type CodeExchange = { code: string; askedScopes: readonly string[]; codeVerifier?: string }

/** Swaps the code of a consent for tokens. Throws the three errors of Divar. Contract §6.4. */
export async function exchangeCode(config: OAuthConfig, exchange: CodeExchange): Promise<TokenSet> {
  const body = await callToken(config, 'exchange_code', {
    grant_type: 'authorization_code',
    code: exchange.code,
    ...(exchange.codeVerifier !== undefined && { code_verifier: exchange.codeVerifier }),
  })
  return parseTokenAnswer('exchange_code', body, exchange.askedScopes)
}

export type TokenRefresh = { refreshToken: string; accessToken: string; grantedScopes: readonly string[] }

/**
 * Swaps both tokens for new ones; store both at once, the old pair works two minutes more. An answer without a refresh
 * token leaves the old one in force. `code` is the current access token: Divar's page asks for it, OAuth does not.
 * Throws the three errors of Divar. Contract §6.5.
 */
export async function refreshTokens(config: OAuthConfig, refresh: TokenRefresh): Promise<TokenSet> {
  const body = await callToken(config, 'refresh_tokens', {
    grant_type: 'refresh_token',
    refresh_token: refresh.refreshToken,
    code: refresh.accessToken,
  })
  const tokens = parseTokenAnswer('refresh_tokens', body, refresh.grantedScopes)
  return { ...tokens, refreshToken: tokens.refreshToken ?? refresh.refreshToken }
}

/** The secret goes into the form (`client_secret_post`); a JSON body would be refused. Contract §14, row 25. */
function callToken(config: OAuthConfig, operation: DivarOperation, form: Record<string, string>): Promise<unknown> {
  return callForJson(config, {
    operation,
    method: 'POST',
    url: `${config.oauthUrl}/oauth2/token`,
    timeoutMs: config.tokenTimeoutMs,
    withApiKey: false,
    form: {
      ...form,
      client_id: config.appSlug,
      client_secret: config.oauthSecret,
      redirect_uri: config.redirectUri,
    },
  })
}
