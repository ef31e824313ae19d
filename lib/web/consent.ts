import 'server-only'
import { cookies } from 'next/headers'
import { NextRequest } from 'next/server'
import { type AttemptCookies, type ConsentPurpose, carryConsent, type Seat, startConsent } from '#lib/access/index.ts'
import { conversationSend, fixScopeSeparator, joinScopes, type Scope, scopes } from '#lib/divar/index.ts'
import { type Services, services } from '#lib/services.ts'
import { handlers, signIn } from './auth.ts'
import { carry } from './carried-cookie.ts'
import { claimReturn } from './claim-return.ts'
import { returnPath } from './consent-return.ts'
import { cookieSettings } from './cookies.ts'
import { isPrefetch } from './guard.ts'
import { afterNoticeConsent, isForNotices, noticeReturn, noticesRefused } from './notice-consent.ts'
import { afterOwnConsent, ownReturn, ownUsed } from './own-consent.ts'
import { overLimit } from './rate-limit.ts'
import { faultRedirect, goTo } from './redirect.ts'
import { currentSession, seated } from './session.ts'
import { runSignIn, type SignInContext } from './sign-in-context.ts'
import { wantedQuery } from './wanted.ts'

/** What the permission screen names, and nothing beside it. */
const asked = (seat: Seat) => [
  scopes.userId,
  scopes.offlineAccess,
  scopes.accessRevocation,
  conversationSend(seat.conversationId),
]

/**
 * `GET /s/{seat}/consent`, with `?shipment=` for one that is booked, `&notices=1` to have its steps told in the chatbot, or
 * `next=` for what else somebody must prove who they are for: on to Divar's consent screen. Behind a plain link; prefetches start nothing.
 */
export async function beginConsent(request: Request, seatId: string): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const here = await seated(seatId)
    const app = await services()
    if (!here) return goTo(`${app.settings.APP_URL}/problem/session_ended`)
    const query = new URL(request.url).searchParams
    const code = query.get('shipment') ?? ''
    const forNotices = query.get('notices') === '1' ? await noticeReturn(here, code) : null
    const wanted = forNotices === null ? asked(here.seat) : [...asked(here.seat), scopes.chatBotUserSend]
    const to = forNotices ?? (await returnPath(here, code, query.get('next')))
    return goTo(await consentAddress(app, here.seat, wanted, to))
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** The same for what is no seat's: the assistant, the chatbot. What a browser without a session begins is carried by it. */
export async function beginOwnConsent(
  request: Request,
  wanted: { purpose: ConsentPurpose; scopes: Scope[] },
): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const app = await services()
    const session = (await currentSession())?.session
    const { purpose, scopes } = wanted
    const base = ownReturn(purpose).base
    if (session) return goTo(await consentAddress(app, { sessionId: session.id, purpose }, scopes, base))
    const { address, state, cookies } = await askDivar(app, scopes, base)
    await carry(app, await carryConsent(app.access, { purpose, state, scopes, cookies }), state)
    tell(app, 'asked')
    return goTo(address)
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** Divar's consent screen for these scopes; the attempt that its return is known by is written. */
async function consentAddress(
  app: Services,
  seat: Parameters<typeof startConsent>[1]['seat'],
  wanted: Scope[],
  redirectTo: string,
): Promise<string> {
  if ((await overLimit(app, 'consents', seat.sessionId)) !== null) {
    return `${app.settings.APP_URL}/problem/too_many_requests`
  }
  const { address, state, cookies } = await askDivar(app, wanted, redirectTo)
  await startConsent(app.access, { seat, state, scopes: wanted, cookies })
  tell(app, 'asked')
  return address
}

/** Where to go for these scopes, and what the return will be known by. */
async function askDivar(app: Services, wanted: Scope[], redirectTo: string) {
  const address = await signIn('divar', { redirect: false, redirectTo }, { scope: joinScopes(wanted) })
  const state = new URL(address).searchParams.get('state')
  if (!state) throw new Error('Auth.js gave no authorize address')
  return { address: fixScopeSeparator(address), state, cookies: await takeCookies(app) }
}

/** The cookies that Auth.js set for this start go into the attempt: in the browser a second tab would overwrite them. */
async function takeCookies(app: Services): Promise<AttemptCookies> {
  const { state, pkceCodeVerifier, callbackUrl } = cookieSettings(app.settings.APP_URL).authjs
  const jar = await cookies()
  const taken: AttemptCookies = {}
  for (const { name, options } of [state, pkceCodeVerifier, callbackUrl]) {
    const value = jar.get(name)?.value
    if (value !== undefined) taken[name] = value
    // Without its attributes a browser would take no word about a `__Host-` cookie.
    jar.delete({ name, ...options })
  }
  return taken
}

/**
 * `GET /api/auth/callback/divar`: back from Divar. The attempt that `state` names knows the seat, so that each ending
 * has its own screen; Auth.js itself cannot tell them apart. Its answer is used for the session cookie only.
 */
export async function finishConsentCallback(request: NextRequest): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const app = await services()
    const { APP_URL } = app.settings
    const query = request.nextUrl.searchParams
    const signedIn = await currentSession()
    const claimed = await claimReturn(app, request, signedIn)
    if (claimed.kind === 'used') {
      const { purpose, seatId } = claimed
      return goTo(`${APP_URL}${purpose ? await ownUsed(app, purpose) : `/s/${seatId}/preview`}`)
    }
    if (claimed.kind === 'refused') return goTo(`${APP_URL}/problem/${claimed.reason}`)
    const { purpose, seatId } = claimed.attempt
    const base = `/s/${seatId}`
    const path = pathOf(claimed.cookies, app)
    const next = path === base || path.startsWith(`${base}/`) ? path : `${base}/preview`
    const forNotices = seatId !== null && isForNotices(claimed.attempt)
    const problem = (code: string) => {
      const isNo = code === 'permission_refused' || code === 'permission_missing'
      tell(app, isNo ? 'refused' : 'failed', code)
      if (isNo && forNotices) return goTo(`${APP_URL}${noticesRefused(next)}`)
      return goTo(
        `${APP_URL}${purpose ? ownReturn(purpose).problem(code) : `${base}/problem/${code}${wantedQuery(next)}`}`,
      )
    }
    if (!query.get('code')) return problem(refusalCode(query.get('error'), purpose))
    const context: SignInContext = {
      kind: 'divar',
      attempt: claimed.attempt,
      session: claimed.session,
      isNew: claimed.isNew,
      sid: signedIn?.sid ?? null,
      reached: 'nothing',
      outcome: null,
    }
    const response = await runSignIn(context, () => handlers.GET(withCookies(request, claimed.cookies)))
    const { outcome, reached } = context
    if (!outcome) return problem(failureCodes[reached])
    if (outcome.kind === 'refused') return problem(outcome.reason)
    tell(app, 'given')
    const after = forNotices ? await afterNoticeConsent(seatId, next, outcome.grant) : next
    const to = purpose ? await afterOwnConsent(app, purpose, outcome.grant) : after
    return withSessionCookie(goTo(`${APP_URL}${to}`), response, app)
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** Where the start of this attempt was to lead, as Auth.js remembered it. */
function pathOf(attempt: AttemptCookies, app: Services): string {
  const { APP_URL } = app.settings
  const address = attempt[cookieSettings(APP_URL).authjs.callbackUrl.name] ?? '/'
  return URL.canParse(address, APP_URL) ? new URL(address, APP_URL).pathname : '/'
}

/** How a consent stands, for logs and measures. Allowing less than what is needed is a refusal, too. */
function tell({ log, measures }: Services, outcome: 'asked' | 'given' | 'refused' | 'failed', reason?: string): void {
  log.info({ event: 'consent', outcome, reason }, 'consent')
  measures.count('consents', { outcome })
}

/** A refusal comes back with neither code nor, as a rule, an error. Contract §6.3. */
function refusalCode(error: string | null, purpose: ConsentPurpose | null) {
  if (error === null || error === 'access_denied') return 'permission_refused'
  // A post's scope is its advertiser's to give. Contract §6.3.
  return error === 'invalid_scope' && purpose?.kind === 'assistant' ? 'post_not_yours' : 'divar_refused'
}

const failureCodes = {
  nothing: 'divar_unavailable',
  refused: 'divar_refused',
  answered: 'divar_malformed',
} as const

function withCookies(request: NextRequest, attempt: AttemptCookies): NextRequest {
  const merged = new Map(request.cookies.getAll().map(({ name, value }) => [name, value]))
  for (const [name, value] of Object.entries(attempt)) merged.set(name, value)
  const headers = new Headers(request.headers)
  headers.set('cookie', [...merged].map(([name, value]) => `${name}=${value}`).join('; '))
  return new NextRequest(request.url, { headers })
}

function withSessionCookie(answer: Response, from: Response, app: Services): Response {
  const { name } = cookieSettings(app.settings.APP_URL).authjs.sessionToken
  for (const cookie of from.headers.getSetCookie()) {
    if (cookie.startsWith(`${name}=`) || cookie.startsWith(`${name}.`)) answer.headers.append('Set-Cookie', cookie)
  }
  return answer
}
