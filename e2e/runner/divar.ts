/** The simulator alone, as Peyk is registered there, for an app that is started by hand with the same environment. */
import { startDivar } from '../support/divar/start.ts'

const { env } = process

function needed(name: string): string {
  const value = env[name]
  if (value) return value
  console.error(`${name} is not set`)
  process.exit(1)
}

const simulator = await startDivar({
  port: Number(env.SIM_PORT || 4000),
  host: env.SIM_HOST || undefined,
  appUrl: env.SIM_APP_URL || 'http://localhost:3000',
  slug: env.SIM_SLUG || env.DIVAR_APP_SLUG || undefined,
  clockFile: env.CLOCK_FILE || undefined,
  secrets: {
    DIVAR_API_KEY: needed('DIVAR_API_KEY'),
    DIVAR_OAUTH_SECRET: needed('DIVAR_OAUTH_SECRET'),
    DIVAR_IDENTIFICATION_KEYS: needed('DIVAR_IDENTIFICATION_KEYS'),
    CARRIER_KEYS: env.CARRIER_KEYS ?? '',
  },
})
console.log(`simulator of Divar on ${simulator.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    simulator.close().then(() => process.exit(0))
  })
}
