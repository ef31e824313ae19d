import 'server-only'
import { cookies, headers } from 'next/headers'
import { type Services, services } from '#lib/services.ts'
import {
  type Entered,
  type RecoveringStaff,
  resolveEntered,
  resolveRecovering,
  resolveStaff,
  type StaffActor,
  sessionSeconds,
} from '#lib/staff/index.ts'
import { cookieSettings } from '#lib/web/cookies.ts'
import { clientAddress, isNavigation } from '#lib/web/guard.ts'

/** Somebody of the business at the desk. */
export type StaffHere = { app: Services; staff: StaffActor }

/** The network that this request comes from. */
export async function deskAddress(app: Services): Promise<string> {
  return clientAddress(await headers(), app.settings.TRUSTED_PROXIES)
}

/** What this browser's cookie of the desk holds; null: it has none. */
export async function deskToken(app: Pick<Services, 'settings'>): Promise<string | null> {
  const { desk } = cookieSettings(app.settings.APP_URL)
  return (await cookies()).get(desk.name)?.value ?? null
}

/** Who sent this request; null for anyone without a session of staff. Users' sessions are not looked at. */
export async function staffHere(options: { counts?: boolean } = {}): Promise<StaffHere | null> {
  const app = await services()
  const token = await deskToken(app)
  if (token === null) return null
  const counts = options.counts ?? isNavigation(await headers())
  const staff = await resolveStaff(app.staff, token, { counts, address: await deskAddress(app) })
  return staff ? { app, staff } : null
}

/** Somebody whom a recovery code alone let in. */
export type RecoveringHere = { app: Services; who: RecoveringStaff }

/** Who sent this request to make a passkey, and may do nothing else; null for everybody else, staff at the desk as well. */
export async function recoveringHere(): Promise<RecoveringHere | null> {
  const app = await services()
  const token = await deskToken(app)
  if (token === null) return null
  const who = await resolveRecovering(app.staff, token, { counts: true, address: await deskAddress(app) })
  return who && { app, who }
}

/** Who sent this request, at the desk or to make a passkey alone; null for anyone without a session of either. */
export async function enteredHere(): Promise<Entered | null> {
  const app = await services()
  const token = await deskToken(app)
  if (token === null) return null
  const counts = isNavigation(await headers())
  return await resolveEntered(app.staff, token, { counts, address: await deskAddress(app) })
}

export async function keepDeskCookie(app: Services, token: string): Promise<void> {
  const { name, options } = cookieSettings(app.settings.APP_URL).desk
  const jar = await cookies()
  jar.set(name, token, { ...options, maxAge: sessionSeconds })
}

export async function dropDeskCookie(app: Services): Promise<void> {
  const { name, options } = cookieSettings(app.settings.APP_URL).desk
  const jar = await cookies()
  jar.set(name, '', { ...options, maxAge: 0 })
}

/**
 * Whether somebody followed a link of another site. The desk's cookie does not come along then, whether they are signed in or
 * not: the page has to be asked for once more, by ourselves.
 */
export async function cameFromElsewhere(): Promise<boolean> {
  return (await headers()).get('sec-fetch-site') === 'cross-site'
}
