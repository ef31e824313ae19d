import 'server-only'
import NextAuth, { CredentialsSignin, customFetch, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { finishConsent, issueSid, redeemTicket, sessionSeconds } from '#lib/access/index.ts'
import { isDivarApiError, isDivarResponseError, joinScopes, parseScopes, tokenConform } from '#lib/divar/index.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { type Services, services } from '#lib/services.ts'
import { cookieSettings } from './cookies.ts'
import { signInContext } from './sign-in-context.ts'

const tokenTimeoutMs = 8000

/** Auth.js over our own rows: its JWT carries `sid` and nothing else; what the browser may do stands behind that. */
export const { handlers, auth, signIn } = NextAuth(async () => {
  const app = await services()
  return authConfig(app)
})

function authConfig(app: Services): NextAuthConfig {
  const { settings } = app
  const cookies = cookieSettings(settings.APP_URL)
  return {
    secret: settings.AUTH_SECRET,
    basePath: '/api/auth',
    trustHost: true,
    useSecureCookies: cookies.secure,
    cookies: cookies.authjs,
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { error: '/problem/fault', signIn: '/problem/fault' },
    logger: quietLogger(app),
    providers: [launchProvider(app), divarProvider(app)],
    callbacks: {
      async jwt({ token, account }) {
        const context = signInContext()
        if (account?.provider === 'launch' && context?.kind === 'launch' && context.outcome?.kind === 'opened') {
          return { sid: context.outcome.sid }
        }
        if (account?.provider === 'divar' && context?.kind === 'divar') {
          return { sid: await sidAfterConsent(app, context, account) }
        }
        return typeof token.sid === 'string' ? { sid: token.sid } : null
      },
      session: ({ session, token }) => Object.assign(session, { sid: token.sid, user: undefined }),
    },
  }
}

function launchProvider(app: Services) {
  return Credentials({
    id: 'launch',
    credentials: { ticket: {} },
    async authorize({ ticket }) {
      const context = signInContext()
      if (context?.kind !== 'launch' || typeof ticket !== 'string') return null
      context.outcome = await redeemTicket(app.access, { ticket, ...context.signedIn })
      return context.outcome.kind === 'opened' ? { id: context.outcome.seatId } : null
    },
  })
}

function divarProvider(app: Services) {
  const { settings, divar } = app
  return {
    id: 'divar',
    name: 'Divar',
    type: 'oauth' as const,
    clientId: settings.DIVAR_APP_SLUG,
    clientSecret: settings.DIVAR_OAUTH_SECRET,
    client: { token_endpoint_auth_method: 'client_secret_post' },
    checks: ['pkce' as const, 'state' as const],
    issuer: settings.DIVAR_OAUTH_URL,
    authorization: { url: `${settings.DIVAR_OAUTH_URL}/oauth2/auth`, params: { scope: 'USER_ID' } },
    token: { url: `${settings.DIVAR_OAUTH_URL}/oauth2/token`, conform: tokenConform },
    userinfo: {
      url: `${settings.DIVAR_API_URL}/v1/open-platform/users`,
      request: async ({ tokens }: { tokens: { access_token?: string } }) => {
        const user = await divar.getUser(tokens.access_token ?? '').catch((error) => {
          const context = signInContext()
          if (context?.kind === 'divar') context.reached = reachedUsers(error)
          throw error
        })
        return { id: user.userId }
      },
    },
    profile: (profile: { id?: unknown }) => ({ id: String(profile.id) }),
    [customFetch]: async (...[input, init]: Parameters<typeof fetch>) => {
      const response = await watchedToken(app, async () => {
        return await fetch(input, { ...init, signal: AbortSignal.timeout(tokenTimeoutMs) })
      })
      const context = signInContext()
      if (context?.kind === 'divar' && response.status < 500) {
        context.reached = response.ok ? 'answered' : 'refused'
      }
      return response
    },
  }
}

/** The one call to Divar that is not the client's own is logged and measured as those are. */
async function watchedToken(app: Services, call: () => Promise<Response>): Promise<Response> {
  const seconds = stopwatch()
  let httpStatus: number | null = null
  try {
    const response = await call()
    httpStatus = response.status
    return response
  } finally {
    const outcome = httpStatus === null ? 'unavailable' : httpStatus < 300 ? 'answered' : 'refused'
    app.onDivarCall({ operation: 'exchange_code', outcome, httpStatus, seconds: seconds() })
  }
}

/** How far the exchange got when Divar did not say who it was. */
function reachedUsers(error: unknown): 'nothing' | 'refused' | 'answered' {
  if (isDivarResponseError(error)) return 'answered'
  return isDivarApiError(error) && error.httpStatus < 500 && !error.retryable ? 'refused' : 'nothing'
}

type Account = {
  providerAccountId: string
  access_token?: string | undefined
  refresh_token?: string | undefined
  expires_in?: number | undefined
  scope?: string | undefined
}

async function sidAfterConsent(
  app: Services,
  context: Extract<NonNullable<ReturnType<typeof signInContext>>, { kind: 'divar' }>,
  account: Account,
): Promise<string> {
  const { attempt, session, isNew } = context
  context.outcome = await finishConsent(app.access, {
    attempt,
    carriedFor: isNew ? session : null,
    divarUserId: account.providerAccountId,
    tokens: {
      accessToken: account.access_token ?? '',
      refreshToken: account.refresh_token ?? null,
      scopes: parseScopes(account.scope ?? joinScopes(context.attempt.scopes)),
      expiresInSeconds: Number(account.expires_in ?? 3600),
    },
  })
  return context.outcome.kind === 'granted' ? await issueSid(app.access, session, context.sid) : (context.sid ?? '')
}

/** The stock logger prints whole token answers: only the kind of error and its cause's code are kept. */
function quietLogger(app: Services): NonNullable<NextAuthConfig['logger']> {
  return {
    error(error) {
      if (error instanceof CredentialsSignin) return
      const cause = (error.cause as { err?: { code?: unknown; name?: unknown } } | undefined)?.err
      app.log.warn(
        { event: 'auth_error', type: error.name, cause: cause?.code ?? cause?.name },
        'sign-in did not finish',
      )
    },
    warn: (kind) => app.log.debug({ event: 'auth_warning', kind }, 'auth.js warns'),
    debug: () => undefined,
  }
}
