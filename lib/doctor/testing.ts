import { readSettings, type Settings } from '#lib/settings.ts'

/** An environment in which nothing is wrong. */
export const soundEnvironment: Record<string, string> = {
  APP_URL: 'https://peyk.example.ir',
  AUTH_SECRET: 'w4Gq0sVb1yTz7KdLr2uXnPe9JhCfAo5M',
  SEAL_KEYS: Buffer.alloc(32, 7).toString('base64'),
  DIVAR_APP_SLUG: 'peyk',
  DIVAR_API_KEY: 'api-key-of-the-tests',
  DIVAR_OAUTH_SECRET: 'oauth-secret-of-the-tests',
  DIVAR_IDENTIFICATION_KEYS: 'identification-key-of-the-tests',
}

/** Sound settings but for what `own` says; an empty text unsets. */
export const settingsWith = (own: Record<string, string> = {}): Settings =>
  readSettings({ ...soundEnvironment, ...own })
