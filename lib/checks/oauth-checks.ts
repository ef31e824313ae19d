import { createHash, randomBytes } from 'node:crypto'
import { type DivarClient, isDivarApiError, isDivarConnectionError, scopes } from '#lib/divar/index.ts'
import { redirectAddress, type Settings } from '#lib/settings.ts'
import { type Check, good, skipped, wrong } from './check.ts'

const nobody = 'peyk-doctor'
const reach = 'Let this machine reach it over https.'

/** As a consent has it from Auth.js: Divar must take the challenge, and the verifier with the code. */
const codeVerifier = randomBytes(32).toString('base64url')
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')

/**
 * What Divar's consent page says to a request of this app before anybody signs in, and its token address to a code that
 * never was, both by the calls that a consent makes. Neither does anything. Divar documents no error of either; these are those of OAuth. Contract §6.1 and §6.4.
 */
export async function checkOauth(
  settings: Pick<Settings, 'APP_URL' | 'DIVAR_OAUTH_URL' | 'DIVAR_APP_SLUG'>,
  divar: Pick<DivarClient, 'authorizeUrl' | 'exchangeCode'>,
  fetchFrom: typeof fetch,
): Promise<Check[]> {
  const host = new URL(settings.DIVAR_OAUTH_URL).host
  const page = await checkConsentPage(settings, divar, fetchFrom, host)
  return [page, await checkSecret(divar, host)]
}

async function checkConsentPage(
  settings: Pick<Settings, 'APP_URL' | 'DIVAR_APP_SLUG'>,
  divar: Pick<DivarClient, 'authorizeUrl'>,
  fetchFrom: typeof fetch,
  host: string,
): Promise<Check> {
  const address = divar.authorizeUrl({
    scopes: [scopes.userId],
    state: `${nobody}-${crypto.randomUUID()}`,
    codeChallenge,
  })
  const answer = await fetchFrom(address, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).catch(() => null)
  if (!answer) return wrong('online.consent', `${host} did not answer.`, reach)
  await answer.body?.cancel().catch(() => undefined)
  if (answer.status >= 500) {
    return skipped(
      'online.consent',
      `${host} answered with status ${answer.status}: its consent page could not be seen.`,
    )
  }
  const refusal = answer.status >= 400 ? `status ${answer.status}` : errorIn(answer.headers.get('location'), address)
  if (refusal === null) return good('online.consent', `${host} takes a request of ${settings.DIVAR_APP_SLUG}.`)
  return wrong(
    'online.consent',
    `${host} refuses a request of ${settings.DIVAR_APP_SLUG} (${refusal}).`,
    `Register ${redirectAddress(settings)} in Divar's panel, to the letter, and see that DIVAR_APP_SLUG is the app's.`,
  )
}

/** The `error` that an OAuth server puts into the address it sends a browser to. */
function errorIn(location: string | null, base: string): string | null {
  if (location === null || !URL.canParse(location, base)) return null
  const error = new URL(location, base).searchParams.get('error')
  if (error === null) return null
  return /^[a-z_]{1,40}$/.test(error) ? error : 'an error'
}

async function checkSecret(divar: Pick<DivarClient, 'exchangeCode'>, host: string): Promise<Check> {
  const name = 'online.secret'
  const error = await divar.exchangeCode({ code: nobody, askedScopes: [], codeVerifier }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (isDivarConnectionError(error)) return wrong(name, `${host} did not answer (${error.reason}).`, reach)
  if (!isDivarApiError(error)) return skipped(name, `${host} answered something else: the secret could not be tried.`)
  const { httpStatus, oauthError } = error
  if (
    oauthError === 'invalid_client' ||
    oauthError === 'unauthorized_client' ||
    (oauthError === null && httpStatus === 401)
  ) {
    return wrong(
      name,
      `${host} does not know the app by this secret (${oauthError ?? `status ${httpStatus}`}).`,
      "Copy the OAuth client secret from the app's page in Divar's panel into DIVAR_OAUTH_SECRET; see that DIVAR_APP_SLUG is of the same app.",
    )
  }
  if (oauthError === 'invalid_grant') return good(name, `${host} knows the app by its secret.`)
  return skipped(name, `Whether ${host} knows the app by its secret could not be found out (status ${httpStatus}).`)
}
