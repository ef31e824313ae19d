const random32 = 'openssl rand -base64 32'

/** What to do about a setting that is missing or wrong. */
export const settingRemedies: Readonly<Record<string, string>> = {
  APP_URL: 'Set the public address of this app, such as https://peyk.example.ir; http only on localhost.',
  AUTH_SECRET: `Make one with "${random32}".`,
  SEAL_KEYS: `Make one with "${random32}". To replace one, see "Replacing keys" in lib/divar/review.md.`,
  DIVAR_APP_SLUG: "Copy the app's slug from Divar's panel.",
  DIVAR_API_KEY: "Make an API key in Divar's panel, with the permissions listed below, and copy it: it is shown once.",
  DIVAR_OAUTH_SECRET: "Copy the OAuth client secret from the app's page in Divar's panel.",
  DIVAR_IDENTIFICATION_KEYS: `Make one with "${random32}" and write the same text into Divar's panel.`,
  DIVAR_API_URL: 'Leave it out: https://open-api.divar.ir is the default.',
  DIVAR_OAUTH_URL: 'Leave it out: https://oauth.divar.ir is the default.',
  DIVAR_CHAT_UPLOAD_URL: 'Leave it out: https://chat.divar.ir is the default.',
  DIVAR_COMPLETION_URL: 'Leave it out: https://open-platform-redirect.divar.ir/completion is the default.',
  DIVAR_IMAGE_ORIGINS: 'Leave it out: https://*.divarcdn.com is the default.',
  DIVAR_CALLS_PER_MINUTE: "Copy the limit of calls in a minute from Divar's panel, or leave it out for 300.",
  DIVAR_CALLS_PER_DAY: "Copy the daily quota from Divar's panel, or leave it out for 50000.",
  DIVAR_LAUNCH_USER_ID: 'Say observe or enforce, or leave it out for observe.',
  DATABASE_URL: 'Give a postgres:// address, or leave it out for the embedded database.',
  DATABASE_DIRECT_URL:
    'Give the postgres:// address of the server itself where DATABASE_URL is a pooler, or leave it out.',
  DATA_DIR: 'Name a folder on a local disk, or leave it out for .data.',
  CARRIER_KEYS: `Write whsec_ and behind it what "${random32}" gives; several by commas, newest first; or leave it out.`,
  CARRIER_WEBHOOK_URL: "Give the https address of the carrier's system, or leave it out.",
  METRICS_TOKEN: `Make one with "${random32}", or leave it out.`,
  TRUSTED_PROXIES: 'Say how many reverse proxies of yours stand in front: a number from 0 to 10.',
  WORKER: 'Say on or off, or leave it out for on.',
  CLOCK_FILE: 'Leave it out: only tests and the demo move the clock.',
  PORT: 'Give a port number, or leave it out for 3000.',
}
