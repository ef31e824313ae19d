import 'server-only'
import { cookies } from 'next/headers'
import { NextRequest } from 'next/server'
import {
  type AttemptCookies,
  type ConsentPurpose,
  carryConsent,
  type FinishedConsent,
  finishConsent,
  type Grant,
  issueSid,
  type OwnPurpose,
  type Seat,
  startConsent,
} from '#lib/addon/access/index.ts'
import { isDivarApiError, isDivarResponseError, type Scope } from '#lib/divar/index.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import { type Services, services } from '#lib/services.ts'
import { handlers, runSignIn, type SignIn, signIn } from './auth.ts'
import { carry } from './carried-cookie.ts'
import { type Claimed, claimReturn } from './claim-return.ts'
import { cookieSettings } from './cookies.ts'
import { isPrefetch } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import { faultRedirect, goTo } from './redirect.ts'
import { currentSession } from './session.ts'

/** What a consent for one purpose asks, where that is said, and where each end of it leads: paths of this app. */
export type Consent = {
  /** What Divar is asked for: what the permission page names, and nothing beside it. */
  scopes(seat: Seat | null): Scope[]
  /** Says what is asked and why, before Divar asks. */
  permissionPage: string
  /** Where it leads, also where it came back before. */
  goesOn: string
  /** Where it leads instead that came back before. */
  again?(app: Services): Promise<string>
  /** Does what it was for, where something is to be done at once; gives where to go. */
  granted?(app: Services, grant: Grant): Promise<string>
  /** Where it ends that was not given, or that came to nothing. */
  problem(code: ErrorCode): string
  /** What it means that Divar refuses the scopes; the app may not ask for them where nothing is said here. */
  scopesRefused?: ErrorCode
}

/** What a stored purpose comes to; null: only another build knows. */
type ConsentFor = (purpose: ConsentPurpose) => Consent | null

/** What is to be asked, for whose seat, or where to go instead. */
type Begun =
  | { purpose: ConsentPurpose; seat: Seat }
  | { purpose: OwnPurpose; seat: null }
  | { purpose: null; instead: string }

/** Whether somebody said no. Allowing less than what is needed is a refusal, too. */
export const isRefusal = (code: ErrorCode): boolean => code === 'permission_refused' || code === 'permission_missing'

/**
 * On to Divar's consent screen, for what the address asks. Behind a plain link; prefetches start nothing. What a browser
 * without a session begins is carried by it.
 */
export async function beginConsent(
  request: Request,
  consentFor: ConsentFor,
  purposeOf: (query: URLSearchParams) => Promise<Begun>,
): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const app = await services()
    const begun = await purposeOf(new URL(request.url).searchParams)
    if (begun.purpose === null) return goTo(`${app.settings.APP_URL}${begun.instead}`)
    const sessionId = begun.seat?.sessionId ?? (await currentSession())?.session.id ?? null
    if (sessionId !== null && (await overLimit(app, 'consents', sessionId)) !== null) {
      return goTo(`${app.settings.APP_URL}/problem/too_many_requests`)
    }
    const scopes = consentFor(begun.purpose)?.scopes(begun.seat) ?? []
    const { address, ...asked } = await askDivar(app, scopes)
    if (sessionId !== null) {
      await startConsent(app.access, { sessionId, purpose: begun.purpose, scopes, ...asked })
    } else if (begun.seat === null) {
      await carry(app, await carryConsent(app.access, { purpose: begun.purpose, scopes, ...asked }), asked.state)
    }
    tell(app, 'asked')
    return goTo(address)
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** Where to go for these scopes, and what the return will be known by: Auth.js makes what it will check then. */
async function askDivar(app: Services, scopes: Scope[]) {
  const made = new URL(await signIn('divar', { redirect: false, redirectTo: '/' }), app.settings.APP_URL).searchParams
  const [state, codeChallenge] = [made.get('state'), made.get('code_challenge')]
  if (!state || !codeChallenge) throw new Error('Auth.js gave no authorize address')
  const address = app.divar.authorizeUrl({ scopes, state, codeChallenge })
  return { address, state, cookies: await takeCookies(app) }
}

/** The cookies that Auth.js set for this start go into the attempt: in the browser a second tab would overwrite them. */
async function takeCookies(app: Services): Promise<AttemptCookies> {
  const { state, pkceCodeVerifier, callbackUrl } = cookieSettings(app.settings.APP_URL).authjs
  const jar = await cookies()
  const taken = [state, pkceCodeVerifier].flatMap(({ name }) => {
    const value = jar.get(name)?.value
    return value === undefined ? [] : [[name, value]]
  })
  // Without its attributes a browser would take no word about a `__Host-` cookie.
  for (const { name, options } of [state, pkceCodeVerifier, callbackUrl]) jar.delete({ name, ...options })
  return Object.fromEntries(taken) as AttemptCookies
}

/**
 * `GET /api/auth/callback/divar`: back from Divar. The attempt that `state` names knows the purpose, so that each ending
 * has its own screen; Auth.js itself cannot tell them apart. Its answer is used for the session cookie only.
 */
export async function finishConsentCallback(request: NextRequest, consentFor: ConsentFor): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const app = await services()
    const { APP_URL } = app.settings
    const query = request.nextUrl.searchParams
    const signedIn = await currentSession()
    const claimed = await claimReturn(app, request, signedIn)
    if (claimed.kind === 'refused') return goTo(`${APP_URL}/problem/${claimed.reason}`)
    const consent = consentFor(claimed.kind === 'used' ? claimed.purpose : claimed.attempt.purpose)
    if (!consent) return goTo(`${APP_URL}/problem/link_invalid`)
    if (claimed.kind === 'used') return goTo(`${APP_URL}${(await consent.again?.(app)) ?? consent.goesOn}`)
    const problem = (code: ErrorCode) => {
      tell(app, isRefusal(code) ? 'refused' : 'failed', code)
      return goTo(`${APP_URL}${consent.problem(code)}`)
    }
    if (!query.get('code')) return problem(refusalCode(query.get('error'), consent))
    const { outcome, failure, response } = await exchange(app, request, claimed, signedIn?.sid ?? null)
    if (!outcome) return problem(failureCode(failure))
    if (outcome.kind === 'refused') return problem(outcome.reason)
    tell(app, 'given')
    const to = (await consent.granted?.(app, outcome.grant)) ?? consent.goesOn
    return withSessionCookie(goTo(`${APP_URL}${to}`), response, app)
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** How a consent stands, for logs and measures. */
function tell({ log, measures }: Services, outcome: 'asked' | 'given' | 'refused' | 'failed', reason?: string): void {
  log.info({ event: 'consent', outcome, reason }, 'consent')
  measures.count('consents', { outcome })
}

/** A refusal comes back with neither code nor, as a rule, an error. Contract §6.3. */
function refusalCode(error: string | null, { scopesRefused }: Consent): ErrorCode {
  if (error === null || error === 'access_denied') return 'permission_refused'
  return (error === 'invalid_scope' && scopesRefused) || 'divar_refused'
}

/** Has Auth.js check the return and Divar say who it was and what was allowed, and stores that. */
async function exchange(
  app: Services,
  request: NextRequest,
  { attempt, cookies, session, isNew }: Extract<Claimed, { kind: 'claimed' }>,
  sid: string | null,
) {
  let outcome: FinishedConsent | null = null
  let isAnswered = false
  const context: SignIn = {
    kind: 'divar',
    askedScopes: attempt.scopes,
    tokens: null,
    failure: null,
    async finish(divarUserId, tokens) {
      isAnswered = true
      const carriedFor = isNew ? session : null
      outcome = await finishConsent(app.access, { attempt, carriedFor, divarUserId, tokens })
      return outcome.kind === 'granted' ? await issueSid(app.access, session, sid) : null
    },
  }
  const response = await runSignIn(context, () => handlers.GET(withCookies(request, cookies)))
  // Auth.js has told the log why. It is no fault of Divar's.
  if (isAnswered && !outcome) throw new Error('what was allowed could not be stored')
  return { outcome: outcome as FinishedConsent | null, failure: context.failure, response }
}

/** Why nobody knows who it was: Divar refused for good, said something unreadable, or cannot be had for now. */
function failureCode(failure: unknown): ErrorCode {
  if (isDivarResponseError(failure)) return 'divar_malformed'
  const isFinal = isDivarApiError(failure) && failure.httpStatus < 500 && !failure.retryable
  return isFinal ? 'divar_refused' : 'divar_unavailable'
}

function withCookies(request: NextRequest, attempt: AttemptCookies): NextRequest {
  const headers = new Headers(request.headers)
  const cookie = Object.entries(attempt).map(([name, value]) => `${name}=${value}`)
  headers.set('cookie', cookie.join('; '))
  return new NextRequest(request.url, { headers })
}

function withSessionCookie(answer: Response, from: Response, app: Services): Response {
  const { name } = cookieSettings(app.settings.APP_URL).authjs.sessionToken
  for (const cookie of from.headers.getSetCookie()) {
    if (cookie.startsWith(`${name}=`) || cookie.startsWith(`${name}.`)) answer.headers.append('Set-Cookie', cookie)
  }
  return answer
}
