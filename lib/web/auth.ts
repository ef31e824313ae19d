import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import NextAuth, { CredentialsSignin, customFetch, type NextAuthConfig } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { type RedeemedTicket, redeemTicket, sessionSeconds } from '#lib/addon/access/index.ts'
import type { TokenSet } from '#lib/divar/index.ts'
import { type Services, services } from '#lib/services.ts'
import { cookieSettings } from './cookies.ts'
import type { SignedIn } from './session.ts'

/**
 * What a sign-in carries past Auth.js, which has no place for it: in, what the caller knows; out, what came of it. Auth.js
 * itself cannot tell a refusal from an outage and forgets where the user came from.
 */
export type SignIn =
  | { kind: 'launch'; signedIn: SignedIn | null; outcome: RedeemedTicket | null }
  | {
      kind: 'divar'
      askedScopes: string[]
      tokens: TokenSet | null
      /** What Divar's client threw where the code was not exchanged, or nobody said who it was. */
      failure: unknown
      /** Stores what a proved Divar user allowed; gives the session's public id, or null where nothing was stored. */
      finish(divarUserId: string, tokens: TokenSet): Promise<string | null>
    }

const key = Symbol.for('peyk.sign-in')

// Next loads this module more than once in a process: the storage must be the same one for all of them.
const holder = globalThis as { [key]?: AsyncLocalStorage<SignIn> }
holder[key] ??= new AsyncLocalStorage<SignIn>()
const under = holder[key]

export const runSignIn = <T>(signIn: SignIn, work: () => Promise<T>): Promise<T> => under.run(signIn, work)

/** Auth.js over our own rows: its JWT carries `sid` and nothing else; what the browser may do stands behind that. */
export const { handlers, signIn } = NextAuth(async () => {
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
        const now = under.getStore()
        if (account?.provider === 'launch' && now?.kind === 'launch' && now.outcome?.kind === 'opened') {
          return { sid: now.outcome.sid }
        }
        if (account?.provider === 'divar' && now?.kind === 'divar' && now.tokens) {
          const sid = await now.finish(account.providerAccountId, now.tokens)
          return sid === null ? null : { sid }
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
      const now = under.getStore()
      if (now?.kind !== 'launch' || typeof ticket !== 'string') return null
      now.outcome = await redeemTicket(app.access, { ticket, ...now.signedIn })
      return now.outcome.kind === 'opened' ? { id: now.outcome.seatId } : null
    },
  })
}

/**
 * Divar as a provider of Auth.js, which makes and checks `state` and PKCE. What is asked of Divar is asked by its client: the
 * address of its consent page (`lib/web/consent.ts`), the exchange of the code, and who it was.
 */
function divarProvider({ settings, divar }: Services) {
  const ask = async <T>(question: (signIn: Extract<SignIn, { kind: 'divar' }>) => Promise<T>): Promise<T> => {
    const now = under.getStore()
    if (now?.kind !== 'divar') throw new Error('Auth.js asks Divar outside of a return')
    return await question(now).catch((error) => {
      now.failure = error
      throw error
    })
  }
  return {
    id: 'divar',
    name: 'Divar',
    type: 'oauth' as const,
    clientId: settings.DIVAR_APP_SLUG,
    // The secret is the client's, which alone sends it.
    client: { token_endpoint_auth_method: 'none' },
    checks: ['pkce' as const, 'state' as const],
    issuer: settings.DIVAR_OAUTH_URL,
    authorization: divar.authorizeUrl({ scopes: [], state: '' }),
    token: `${settings.DIVAR_OAUTH_URL}/oauth2/token`,
    userinfo: {
      url: settings.DIVAR_API_URL,
      request: async () =>
        await ask(async ({ tokens }) => {
          if (!tokens) throw new Error('Auth.js asks who it was before it has a token')
          return { id: (await divar.getUser({ accessToken: tokens.accessToken })).userId }
        }),
    },
    profile: (profile: { id?: unknown }) => ({ id: String(profile.id) }),
    /** Auth.js's one request, for tokens: the client makes it. Auth.js is told that there is a token, and none of them. */
    [customFetch]: async (_: unknown, init?: RequestInit) =>
      await ask(async (now) => {
        const form = new URLSearchParams(init?.body as URLSearchParams)
        const [code, codeVerifier] = [form.get('code') ?? '', form.get('code_verifier') ?? '']
        now.tokens = await divar.exchangeCode({ code, codeVerifier, askedScopes: now.askedScopes })
        return Response.json({ access_token: 'with the client', token_type: 'bearer' })
      }),
  }
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
