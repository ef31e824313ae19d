import { createDivarClient, isDivarRefused, isDivarUnavailable } from '../divar/index.ts'
import type { Settings } from '../settings.ts'
import { type Check, good, wrong } from './check.ts'
import { redirectAddress } from './panel.ts'

/** Asks Divar for its list of cities with the API key: the cheapest call that shows whether the key is known. */
export async function checkOnline(settings: Settings, fetchFrom: typeof fetch): Promise<Check> {
  const divar = createDivarClient({
    apiUrl: settings.DIVAR_API_URL,
    oauthUrl: settings.DIVAR_OAUTH_URL,
    chatUploadUrl: settings.DIVAR_CHAT_UPLOAD_URL,
    appSlug: settings.DIVAR_APP_SLUG,
    apiKey: settings.DIVAR_API_KEY,
    oauthSecret: settings.DIVAR_OAUTH_SECRET,
    redirectUri: redirectAddress(settings),
    fetch: fetchFrom,
    timeoutsMs: { read: 10_000 },
  })
  const host = new URL(settings.DIVAR_API_URL).host
  try {
    const cities = await divar.getCities()
    return good('online', `${host} answered with ${cities.length} cities.`)
  } catch (error) {
    if (isDivarUnavailable(error)) {
      return wrong('online', `${host} did not answer (${error.reason}).`, 'Let this machine reach it over https.')
    }
    if (!isDivarRefused(error)) {
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
