import { z } from 'zod'
import { KernelError } from '#lib/kernel/errors.ts'

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

const isKeyOf32Bytes = (text: string) => /^(?:[A-Za-z0-9+/]{43}=?|[A-Za-z0-9_-]{43}=?)$/.test(text)

// `base64` reads both alphabets.
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** As `standardwebhooks` reads them: padded base64 of the plain alphabet. */
const isCarrierKey = (text: string) => {
  const bytes = Buffer.from(text.replace(/^whsec_/, ''), 'base64')
  return bytes.length >= 24 && text === `whsec_${bytes.toString('base64')}`
}

const webAddress = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ''))

const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

const isOrigin = (text: string) => {
  const { origin, href } = new URL(text)
  return href === `${origin}/`
}

/** As a policy for pages names them: a host, or all under one by `*.`. Nothing in it can end the policy's part. */
const isImageOrigin = (text: string) =>
  /^https:\/\/(\*\.[a-z0-9-]+\.)?([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?$/.test(text) ||
  (/^http:\/\/[a-z0-9.[\]:]+$/.test(text) && URL.canParse(text) && isLocal(text))

// `fetch` takes no address with one.
const namesNoUser = (url: string) => !URL.canParse(url) || new URL(url).username === ''

const shape = z.object({
  APP_URL: webAddress
    .refine(isOrigin, 'must be an address without a path')
    .transform((url) => new URL(url).origin)
    .refine((url) => url.startsWith('https:') || isLocal(url), 'must be https (http only on localhost)'),
  AUTH_SECRET: z.string().min(32, 'must have 32 characters or more'),
  SEAL_KEYS: list
    .refine((keys) => keys.length > 0 && keys.every(isKeyOf32Bytes), 'must be base64 keys of 32 bytes each')
    .transform((keys) => keys.map(bytesOf)),
  DIVAR_APP_SLUG: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be the app's slug"),
  DIVAR_API_KEY: z.string().min(1),
  DIVAR_OAUTH_SECRET: z.string().min(1),
  DIVAR_IDENTIFICATION_KEYS: list.refine((keys) => keys.length > 0, 'must hold one key or more'),
  DIVAR_API_URL: webAddress.default('https://open-api.divar.ir'),
  DIVAR_OAUTH_URL: webAddress.default('https://oauth.divar.ir'),
  DIVAR_CHAT_UPLOAD_URL: webAddress.default('https://chat.divar.ir'),
  DIVAR_COMPLETION_URL: webAddress.default('https://open-platform-redirect.divar.ir/completion'),
  DIVAR_IMAGE_ORIGINS: list
    .refine((origins) => origins.length > 0 && origins.every(isImageOrigin), 'must be https origins, without a path')
    .default(['https://*.divarcdn.com']),
  DIVAR_CALLS_PER_MINUTE: z.coerce.number().int().min(10).default(300),
  DIVAR_CALLS_PER_DAY: z.coerce.number().int().min(100).default(50_000),
  DIVAR_LAUNCH_USER_ID: z.enum(['observe', 'enforce']).default('observe'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address')
    .optional(),
  DATABASE_DIRECT_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address')
    .optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  CARRIER_KEYS: list
    .refine((keys) => keys.every(isCarrierKey), 'must be keys of the form whsec_ and base64 of 24 bytes or more')
    .default([]),
  // To the letter: a slash less may be another address, and redirects are not followed.
  CARRIER_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine(namesNoUser, 'must be an address without a user name')
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  WORKER: z.enum(['on', 'off']).default('on'),
  CLOCK_FILE: z.string().optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
})

export type Settings = z.infer<typeof shape>

/** Every setting there is, for the test that compares it with `.env.example`. */
export const settingNames = Object.keys(shape.shape)

/** What is wrong with one value of a setting, or null; never says the value. */
export function faultOfSetting(name: string, value: string): string | null {
  const parsed = shape.shape[name as keyof typeof shape.shape]?.safeParse(value)
  return parsed?.success === false ? (parsed.error.issues[0]?.message ?? 'is not right') : null
}

/** All settings, or an `AppError` whose message names every fault at once, never a value. An empty text counts as unset. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => settingNames.includes(name) && value !== ''),
  )
  const parsed = shape.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => faultOf(issue, given))
  // Not a rule of the schema: that would only be tried once everything else is right.
  if (given.CLOCK_FILE !== undefined && /^https:/i.test(given.APP_URL ?? '')) {
    faults.push('CLOCK_FILE: is for tests and the demo: refused with an https APP_URL')
  }
  if (parsed.success && faults.length === 0) return parsed.data
  throw new KernelError('fault', `settings are not right:\n  ${faults.join('\n  ')}`, { details: { faults } })
}

function faultOf(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0])
  return `${name}: ${given[name] === undefined ? 'is not set' : issue.message}`
}

/**
 * The process's own environment: the only place in lib that reads it. Auth.js takes its origin from a variable of its
 * own; without it, it answers for the inner address behind a proxy.
 */
export function environment(): Settings {
  const settings = readSettings(process.env)
  process.env.AUTH_URL = settings.APP_URL
  return settings
}

/** Where Divar's consent page sends the browser back to; registered to the letter. Contract §6.1. */
export const redirectAddress = ({ APP_URL }: Pick<Settings, 'APP_URL'>): string => `${APP_URL}/api/auth/callback/divar`

type OfDivar = 'API_URL' | 'OAUTH_URL' | 'CHAT_UPLOAD_URL' | 'APP_SLUG' | 'API_KEY' | 'OAUTH_SECRET'

/** What a client of Divar is made from, for the app and for the doctor. */
export const divarSettings = (settings: Pick<Settings, 'APP_URL' | `DIVAR_${OfDivar}`>) => ({
  apiUrl: settings.DIVAR_API_URL,
  oauthUrl: settings.DIVAR_OAUTH_URL,
  chatUploadUrl: settings.DIVAR_CHAT_UPLOAD_URL,
  appSlug: settings.DIVAR_APP_SLUG,
  apiKey: settings.DIVAR_API_KEY,
  oauthSecret: settings.DIVAR_OAUTH_SECRET,
  redirectUri: redirectAddress(settings),
})
