import { randomBytes } from 'node:crypto'

export type Environment = Record<string, string | undefined>

/** What is secret between the app and Divar, the carrier or its operators, and inside the app. The demo keeps them between runs. */
export type Secrets = {
  AUTH_SECRET: string
  SEAL_KEYS: string
  DIVAR_API_KEY: string
  DIVAR_OAUTH_SECRET: string
  DIVAR_IDENTIFICATION_KEYS: string
  CARRIER_KEYS: string
  METRICS_TOKEN: string
}

export function newSecrets(): Secrets {
  const text = (bytes: number) => randomBytes(bytes).toString('base64url')
  return {
    AUTH_SECRET: text(32),
    SEAL_KEYS: randomBytes(32).toString('base64'),
    DIVAR_API_KEY: text(24),
    DIVAR_OAUTH_SECRET: text(24),
    DIVAR_IDENTIFICATION_KEYS: text(24),
    CARRIER_KEYS: `whsec_${randomBytes(24).toString('base64')}`,
    METRICS_TOKEN: text(24),
  }
}

/** The secrets, overridden by those in the environment: app and simulator must agree. */
export function keptSecrets(secrets: Secrets, env: Environment): Secrets {
  const kept = Object.entries(secrets).map(([name, value]) => [name, env[name] || value])
  return Object.fromEntries(kept) as Secrets
}

/** One or several, newest first, as the app reads them. */
export const carrierKeysOf = (secrets: Pick<Secrets, 'CARRIER_KEYS'>): string[] =>
  secrets.CARRIER_KEYS.split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')

export type Place = { appUrl: string; port: number; simulatorUrl: string; dataDir: string; clockFile: string }

/**
 * The whole environment of an app process. A value that the environment already has stays, so that a recording proxy or
 * another database can be put in between; `own` is what a spec insists on (undefined unsets), and wins over both.
 */
export function appEnvironment(place: Place, secrets: Secrets, env: Environment, own: Environment = {}): Environment {
  const wanted: Environment = {
    APP_URL: place.appUrl,
    PORT: String(place.port),
    DIVAR_APP_SLUG: 'peyk',
    DIVAR_API_URL: place.simulatorUrl,
    DIVAR_OAUTH_URL: place.simulatorUrl,
    DIVAR_CHAT_UPLOAD_URL: place.simulatorUrl,
    DIVAR_COMPLETION_URL: `${place.simulatorUrl}/completion`,
    DIVAR_IMAGE_ORIGINS: place.simulatorUrl,
    DATA_DIR: place.dataDir,
    CLOCK_FILE: place.clockFile,
    CARRIER_WEBHOOK_URL: `${place.simulatorUrl}/carrier/webhook`,
    ...secrets,
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  return {
    ...wanted,
    ...given,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    ...own,
  }
}
