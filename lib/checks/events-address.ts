import { isIP } from 'node:net'
import type { Settings } from '#lib/settings.ts'
import { type Check, good, skipped, wrong } from './check.ts'

const path = '/api/divar/events'

/** Where Divar would reach this app: what was given, else `APP_URL` where that is more than this machine's own. */
export function publicAddress({ APP_URL }: Pick<Settings, 'APP_URL'>, given: string | null): string | null {
  if (given !== null) return given.replace(/\/+$/, '')
  return APP_URL.startsWith('https://') ? APP_URL : null
}

/** Calls our own public address as Divar does, with an event that says nothing: the app answers it with 400 and a reason. */
export async function checkEventsAddress(
  base: string | null,
  { APP_URL, DIVAR_IDENTIFICATION_KEYS }: Pick<Settings, 'APP_URL' | 'DIVAR_IDENTIFICATION_KEYS'>,
  fetchFrom: typeof fetch,
): Promise<Check> {
  if (base === null) return skipped('events_address', `${APP_URL} is not public: nobody was asked.`)
  const finding = (sentence: string, remedy: string) => wrong('events_address', sentence, remedy)
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    return finding('The address after --public is none.', 'Give it whole, such as --public https://app.example.ir.')
  }
  const address = `${base}${path}`
  const [key = ''] = DIVAR_IDENTIFICATION_KEYS
  const answer = await fetchFrom(address, {
    method: 'POST',
    headers: { authorization: key, 'content-type': 'application/json' },
    body: '{}',
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  if (!answer) {
    return finding(
      `${address} does not answer.`,
      'See that the name leads here, the proxy runs, and its certificate is good.',
    )
  }
  const { status } = answer
  const reason = await answer
    .json()
    .then((body: unknown) => (body as { reason?: unknown } | null)?.reason)
    .catch(() => undefined)
  const isOurs = typeof reason === 'string'
  if (status === 400 && isOurs) {
    const from = isIP(new URL(base).hostname.replace(/[[\]]/g, '')) === 0 ? ', as this machine sees it' : ''
    return good('events_address', `${address} is this app, and takes the key${from}.`)
  }
  if (status === 401 || (status === 429 && isOurs)) {
    return finding(
      `${address} refuses the identification key.`,
      'Give the app that runs there the DIVAR_IDENTIFICATION_KEYS of these settings, and let the proxy pass Authorization on.',
    )
  }
  if (status === 503 && isOurs) {
    return finding(
      `${address} is this app, and cannot answer now.`,
      'Look at what is wrong above, and at the log of the app that runs there.',
    )
  }
  return finding(
    `${address} answered with status ${status}, and not as this app does.`,
    `Have the proxy pass ${path} on to the app as it comes, without a redirect or a page of its own.`,
  )
}
