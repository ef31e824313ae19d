import { startSimulator } from './index.ts'

const { env } = process

function needed(name: string): string {
  const value = env[name]
  if (value) return value
  console.error(`simulator: ${name} is not set`)
  process.exit(1)
}

const simulator = await startSimulator({
  port: Number(env.SIM_PORT ?? 4000),
  ...(env.SIM_HOST ? { host: env.SIM_HOST } : {}),
  ...(env.SIM_APP_URL ? { appUrl: env.SIM_APP_URL } : {}),
  ...(env.SIM_SLUG ? { slug: env.SIM_SLUG } : {}),
  ...(env.CLOCK_FILE ? { clockFile: env.CLOCK_FILE } : {}),
  apiKey: needed('DIVAR_API_KEY'),
  oauthSecret: needed('DIVAR_OAUTH_SECRET'),
  identificationKey: needed('DIVAR_IDENTIFICATION_KEYS').split(',')[0] ?? '',
  carrierKeys: (env.CARRIER_KEYS ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== ''),
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    simulator.close().then(() => process.exit(0))
  })
}
