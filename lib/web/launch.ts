import 'server-only'
import { cookies } from 'next/headers'
import { joinSeconds } from '#lib/addon/access/index.ts'
import { parseDirectLink } from '#lib/divar/index.ts'
import { secretMark } from '#lib/kernel/ids.ts'
import { services } from '#lib/services.ts'
import { runSignIn, type SignIn, signIn } from './auth.ts'
import { cookieSettings } from './cookies.ts'
import { clientAddress, isPrefetch } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import { faultRedirect, goTo } from './redirect.ts'
import { seatHref } from './seat-path.ts'
import { currentSession, keepsCookies } from './session.ts'

/** Which pages a seat has that a launch may open. Paths are below those of the seat, and empty for its first one. */
export type Landing = {
  /** Where the hints of a launch lead. `page`: one below that, which a process of another version may not know. */
  of(hints: Record<string, string>): { path: string; page: string | null }
  /** The page that an address names; null: there is no such page. */
  find(path: string, page: string | null): string | null
}

/** `GET /launch`: Divar's direct link. Nothing in it is proved, so it leads to what anybody may see. Contract §3.1. */
export async function directLink(request: Request): Promise<Response> {
  const app = await services()
  const { postToken } = parseDirectLink(new URL(request.url).searchParams)
  return goTo(`${app.settings.APP_URL}${app.calls.withoutConversation(postToken)}`)
}

/** `GET /launch/{ticket}`: swaps the ticket for a seat, once. HEAD and prefetches spend nothing. */
export async function openTicket(request: Request, ticket: string, landing: Landing): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const app = await services()
    const { APP_URL, TRUSTED_PROXIES } = app.settings
    const keptBefore = await keepsCookies()
    const signedIn = await currentSession()
    const context: SignIn = { kind: 'launch', signedIn, outcome: null }
    await runSignIn(context, () => signIn('launch', { ticket, redirect: false, redirectTo: '/' })).catch((error) => {
      // Auth.js throws when the provider gives no user; the outcome says why. Without one it is a fault.
      if (!context.outcome) throw error
    })
    const { outcome } = context
    const reason = outcome?.kind === 'refused' ? outcome.reason : undefined
    app.log.info({ event: 'ticket', kind: outcome?.kind, reason, mark: secretMark(ticket) }, 'a ticket was opened')
    if (outcome?.kind === 'opened' || outcome?.kind === 'again') {
      if (outcome.kind === 'opened') await setJoinCookie(APP_URL, outcome.seatId, outcome.joinSecret)
      const { path: below, page } = landing.of(outcome.hints)
      const path = `${seatHref(outcome.seatId)}${below}`
      if (keptBefore) return goTo(`${APP_URL}${path}${page ? `/${page}` : ''}`)
      // A first visit goes by way of a look at the cookie: without it the seat could only say that the session has ended.
      const query = new URLSearchParams({ to: path, ...(page ? { page } : {}) })
      return goTo(`${APP_URL}/launch/opened?${query}`)
    }
    const wait = await overLimit(app, 'badLinks', clientAddress(request.headers, TRUSTED_PROXIES))
    return goTo(`${APP_URL}/problem/${wait === null ? (outcome?.reason ?? 'fault') : 'too_many_requests'}`)
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** `GET /launch/opened?to=`: on to the seat if the browser has kept the cookie that came with the ticket. */
export async function afterTicket(request: Request, landing: Landing): Promise<Response> {
  if (isPrefetch(request)) return new Response(null, { status: 204 })
  try {
    const { settings } = await services()
    const query = new URL(request.url).searchParams
    const [, seat, below = ''] = seatPathPattern.exec(query.get('to') ?? '') ?? []
    // Apart from the path, as a process of the version before takes no such path.
    const found = seat === undefined ? null : landing.find(below, query.get('page'))
    const path = found === null ? '/problem/link_invalid' : `${seat}${found}`
    return goTo(`${settings.APP_URL}${(await keepsCookies()) ? path : '/problem/cookies_blocked'}`)
  } catch (error) {
    return await faultRedirect(error)
  }
}

const seatPathPattern = /^(\/s\/[\w-]{1,64})(\/.*)?$/

/** Beside the session's cookie, which Auth.js sets; its note of where to go on to is of no use here. */
async function setJoinCookie(appUrl: string, seatId: string, secret: string): Promise<void> {
  const { joinName, authjs } = cookieSettings(appUrl)
  const jar = await cookies()
  // Without its attributes a browser would take no word about a `__Host-` cookie.
  jar.delete({ name: authjs.callbackUrl.name, ...authjs.callbackUrl.options })
  jar.set(joinName, secret, { ...authjs.sessionToken.options, path: seatHref(seatId), maxAge: joinSeconds })
}
