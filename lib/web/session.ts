import 'server-only'
import { LRUCache } from 'lru-cache'
import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { resolveSession, type Seat, type Session, takeSeat } from '#lib/addon/access/index.ts'
import { type Services, services } from '#lib/services.ts'
import { cookieSettings } from './cookies.ts'
import { seatHref } from './seat-path.ts'

export type SignedIn = { session: Session; sid: string }

/** The session that this request's cookie stands for, or null. Live requests do not count as activity. */
export async function currentSession(options: { counts: boolean } = { counts: true }): Promise<SignedIn | null> {
  const { access, settings } = await services()
  const sid = await readSid(settings)
  const session = sid && (await resolveSession(access, sid, options))
  return session ? { session, sid } : null
}

/**
 * What stands in the cookie that Auth.js gave (`auth.ts`). Its own `auth()` seals another one with each look, which a page
 * cannot send, by a whole request to itself: more than reading the session's rows takes.
 */
async function readSid({ APP_URL, AUTH_SECRET }: Services['settings']): Promise<string | null> {
  const { name } = cookieSettings(APP_URL).authjs.sessionToken
  const token = (await cookies()).get(name)?.value
  if (!token) return null
  const known = opened.get(token)
  if (known) return known
  const told = await decode({ token, secret: AUTH_SECRET, salt: name }).catch(() => null)
  if (typeof told?.sid !== 'string') return null
  opened.set(token, told.sid)
  return told.sid
}

/** An open page brings the same cookie again and again, and to open it takes a key that is derived each time. */
const opened = new LRUCache<string, string>({ max: 10_000 })

/**
 * Whether this browser has sent a session's cookie at all, whatever became of the session. Cookies outlive idle sessions
 * by hours, so one that was just given a cookie and sends none keeps none.
 */
export async function keepsCookies(): Promise<boolean> {
  const { settings } = await services()
  return (await cookies()).has(cookieSettings(settings.APP_URL).authjs.sessionToken.name)
}

/** What stands in an address may be anything, and the database takes no NUL. */
const seatIdPattern = /^[\w-]{1,64}$/

export type SeatHere = SignedIn & {
  app: Services
  seat: Seat
  /** Where this seat's pages are. */
  base: string
}

/** Whose seat is this? Null: nobody's here. */
export async function seatHere(
  seatId: string,
  options: { counts: boolean } = { counts: true },
): Promise<SeatHere | null> {
  const app = await services()
  const signedIn = await currentSession(options)
  if (!signedIn || !seatIdPattern.test(seatId)) return null
  const { joinName } = cookieSettings(app.settings.APP_URL)
  const joinSecret = (await cookies()).get(joinName)?.value ?? null
  const seat = await takeSeat(app.access, { session: signedIn.session, seatId, joinSecret })
  return seat ? { app, seat, ...signedIn, base: seatHref(seat.id) } : null
}
