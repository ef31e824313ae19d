import { createDivarClient, type DivarClient, isDivarApiError, isDivarConnectionError } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { divarSettings, type Settings } from '#lib/settings.ts'
import { type Check, good, skipped, wrong } from './check.ts'
import { checkDivarClock } from './clock-checks.ts'
import { checkOauth } from './oauth-checks.ts'
import { checkPermissions, type NeededPermission } from './permission-checks.ts'

export type Online = {
  fetch: typeof fetch
  clock: Clock
}

/** What the add-on asks of Divar. */
type Needed = { scopes: readonly string[]; permissions: readonly NeededPermission[] }

/** Asks Divar, each thing in the way that does least. */
export async function checkOnline(
  settings: Settings,
  { fetch: fetchFrom, clock }: Online,
  needed: Needed,
): Promise<Check[]> {
  let divarNow: { at: Date; here: Date } | null = null
  const divar = createDivarClient({
    ...divarSettings(settings),
    fetch: fetchFrom,
    onTime: (at) => {
      divarNow ??= { at, here: clock() }
    },
    timeoutsMs: { read: 10_000, send: 10_000 },
  })
  const host = new URL(settings.DIVAR_API_URL).host
  const answers = await checkAnswers(divar, host)
  const time = divarNow as { at: Date; here: Date } | null
  const first = time ? [answers, checkDivarClock(time.here, time.at)] : [answers]
  const oauth = await checkOauth(settings, divar, fetchFrom)
  if (answers.state !== 'good') return [...first, ...oauth]
  return [
    ...first,
    await checkScopes(divar, needed.scopes),
    ...(await checkPermissions(divar, needed.permissions)),
    ...oauth,
  ]
}

/** The list of cities is the cheapest call that shows whether the key is known. */
async function checkAnswers(divar: Pick<DivarClient, 'getCities'>, host: string): Promise<Check> {
  try {
    const cities = await divar.getCities()
    return good('online', `${host} answered with ${cities.length} cities.`)
  } catch (error) {
    if (isDivarConnectionError(error)) {
      return wrong('online', `${host} did not answer (${error.reason}).`, 'Let this machine reach it over https.')
    }
    if (!isDivarApiError(error)) {
      return wrong('online', `${host} answered something else than a list of cities.`, 'Correct DIVAR_API_URL.')
    }
    return wrong(
      'online',
      `${host} refused the call with status ${error.httpStatus}.`,
      error.httpStatus === 429
        ? "The API key's limit is used up: wait, then try again."
        : "Make a new API key in Divar's panel and put it into DIVAR_API_KEY.",
    )
  }
}

/** Every scope that the app asks for is one that Divar has now. Its own list has them in any case of letters. */
async function checkScopes(divar: Pick<DivarClient, 'getScopes'>, scopes: readonly string[]): Promise<Check> {
  const listed = await divar.getScopes().catch(() => null)
  if (!listed) return skipped('online.scopes', "Divar's list of scopes could not be read.")
  const there = new Set(listed.filter(({ isOver }) => !isOver).map(({ slug }) => slug.toLowerCase()))
  const missing = scopes.filter((scope) => !there.has(scope.toLowerCase()))
  if (missing.length === 0) return good('online.scopes', `Divar has all ${scopes.length} scopes that the app asks for.`)
  return wrong(
    'online.scopes',
    `Divar has no ${missing.join(', ')} any more.`,
    'Look into its news of changes: what asks for them will be refused. Update the app.',
  )
}
