import { type Check, good, wrong } from '#lib/checks/index.ts'
import { isAppError } from '#lib/kernel/errors.ts'
import type { Settings } from '#lib/settings.ts'
import { settingRemedies } from './remedies.ts'

/** Reads the settings: themselves, or null with one check for each fault. */
export function checkSettings(read: () => Settings): { settings: Settings | null; checks: Check[] } {
  try {
    return { settings: read(), checks: [good('settings', 'All settings have a right form.')] }
  } catch (error) {
    const faults = isAppError(error) ? error.details.faults : null
    if (!Array.isArray(faults)) throw error
    return { settings: null, checks: faults.map((fault) => settingFault(String(fault))) }
  }
}

function settingFault(fault: string): Check {
  const name = fault.split(':')[0] ?? ''
  const sentence = fault.replace(/: (?=is |must )/, ' ')
  return wrong(`settings.${name}`, `${sentence}.`, settingRemedies[name] ?? 'See .env.example.')
}

/** The form of a setting says nothing of these: a port that is not the app's, and secrets that are none. */
export function checkMeaning(settings: Settings): Check[] {
  const findings = [...addressFindings(settings), ...secretFindings(settings), ...carrierFindings(settings)]
  return findings.length > 0 ? findings : [good('meaning', 'Addresses and secrets are fit for use.')]
}

function addressFindings({ APP_URL, PORT }: Settings): Check[] {
  const { protocol, port } = new URL(APP_URL)
  const named = port || '80'
  if (protocol !== 'http:' || named === String(PORT)) return []
  return [
    wrong(
      'address.port',
      `APP_URL says port ${named}, and the app will listen on ${PORT}.`,
      'Give both the same port, unless a proxy of yours joins them.',
    ),
  ]
}

const shortestKey = 24
const fewestDifferent = 8

function secretFindings(settings: Settings): Check[] {
  const { AUTH_SECRET, DIVAR_API_KEY, DIVAR_OAUTH_SECRET, DIVAR_IDENTIFICATION_KEYS, METRICS_TOKEN } = settings
  const findings: Check[] = []
  if (isMonotonous(AUTH_SECRET)) {
    findings.push(
      wrong('secret.AUTH_SECRET', 'AUTH_SECRET is long enough, but hardly random.', settingRemedies.AUTH_SECRET ?? ''),
    )
  }
  if (METRICS_TOKEN !== undefined && isMonotonous(METRICS_TOKEN)) {
    const sentence = 'METRICS_TOKEN can be guessed: anyone who does reads how the business goes.'
    findings.push(wrong('secret.METRICS_TOKEN', sentence, settingRemedies.METRICS_TOKEN ?? ''))
  }
  const weak = DIVAR_IDENTIFICATION_KEYS.filter((key) => key.length < shortestKey || isMonotonous(key))
  if (weak.length > 0) {
    findings.push(
      wrong(
        'secret.DIVAR_IDENTIFICATION_KEYS',
        `${weak.length} of ${DIVAR_IDENTIFICATION_KEYS.length} identification keys can be guessed: anyone who does speaks as Divar.`,
        `Use ${shortestKey} random characters or more, here and in Divar's panel.`,
      ),
    )
  }
  const token = METRICS_TOKEN === undefined ? [] : [METRICS_TOKEN]
  const all = [AUTH_SECRET, DIVAR_API_KEY, DIVAR_OAUTH_SECRET, ...DIVAR_IDENTIFICATION_KEYS, ...token]
  if (new Set(all).size < all.length) {
    findings.push(
      wrong('secret.repeated', 'One secret serves two purposes.', 'Give each secret and key a value of its own.'),
    )
  }
  return findings
}

/** Each direction needs the keys, and orders an address; a carrier that may only call, or only listen, is half set up. */
function carrierFindings({ CARRIER_KEYS, CARRIER_WEBHOOK_URL }: Settings): Check[] {
  const findings: Check[] = []
  if (CARRIER_WEBHOOK_URL !== undefined && CARRIER_KEYS.length === 0) {
    const sentence = 'CARRIER_WEBHOOK_URL is set without CARRIER_KEYS: orders cannot be signed, so none is sent.'
    findings.push(wrong('carrier.keys', sentence, settingRemedies.CARRIER_KEYS ?? ''))
  }
  if (CARRIER_WEBHOOK_URL === undefined && CARRIER_KEYS.length > 0) {
    const sentence = 'CARRIER_KEYS is set without CARRIER_WEBHOOK_URL: the carrier may call, but hears of no order.'
    findings.push(wrong('carrier.address', sentence, settingRemedies.CARRIER_WEBHOOK_URL ?? ''))
  }
  if (CARRIER_WEBHOOK_URL !== undefined && !isPrivate(new URL(CARRIER_WEBHOOK_URL))) {
    const sentence = 'CARRIER_WEBHOOK_URL is http: names, phones and addresses would travel for all to read.'
    findings.push(wrong('carrier.http', sentence, settingRemedies.CARRIER_WEBHOOK_URL ?? ''))
  }
  return findings
}

const isPrivate = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

const isMonotonous = (text: string) => new Set(text).size < fewestDifferent
