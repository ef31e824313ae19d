import 'server-only'
import { cookies } from 'next/headers'
import { attemptSeconds } from '#lib/addon/access/index.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import type { Services } from '#lib/services.ts'
import { cookieSettings } from './cookies.ts'

// A consent that a browser without a session began, sealed, in a cookie of its own for each, so that two tabs do not mix.

const prefix = (app: Services) => `${cookieSettings(app.settings.APP_URL).carried.name}.`

/** In the place of its own, beside one other, and no more: each is some 3 KB, and a server takes 16 KB of headers. */
export async function carry(app: Services, sealed: string, state: string): Promise<void> {
  const { options } = cookieSettings(app.settings.APP_URL).carried
  const jar = await cookies()
  const own = `${prefix(app)}${hashSecret(state).slice(0, 8)}`
  const others = jar.getAll().filter(({ name }) => name.startsWith(prefix(app)) && name !== own)
  for (const { name } of others.slice(0, -1)) jar.delete({ name, ...options })
  jar.set({ ...options, name: own, value: sealed, maxAge: attemptSeconds })
}

/** What a returning browser carries. */
export function takeCarried(app: Services, request: { cookies: { getAll(): Cookie[] } }): string[] {
  const carried = request.cookies.getAll().filter(({ name }) => name.startsWith(prefix(app)))
  return carried.map(({ value }) => value)
}

type Cookie = { name: string; value: string }
