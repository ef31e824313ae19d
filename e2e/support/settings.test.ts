import { describe, expect, it } from 'vitest'
import { appEnvironment, carrierKeysOf, keptSecrets, newSecrets } from './settings.ts'

const place = {
  appUrl: 'http://localhost:3000',
  port: 3000,
  simulatorUrl: 'http://127.0.0.1:4000',
  dataDir: '/tmp/data',
  clockFile: '/tmp/clock',
}

describe('appEnvironment', () => {
  it('points every Divar address at the simulator', () => {
    const env = appEnvironment(place, newSecrets(), {})
    expect(env.DIVAR_API_URL).toBe('http://127.0.0.1:4000')
    expect(env.DIVAR_OAUTH_URL).toBe('http://127.0.0.1:4000')
    expect(env.DIVAR_IMAGE_ORIGINS).toBe('http://127.0.0.1:4000')
    expect(env.DIVAR_COMPLETION_URL).toBe('http://127.0.0.1:4000/completion')
  })

  it("configures a carrier with the simulator's keys and a token for the metrics", () => {
    const secrets = keptSecrets(newSecrets(), { CARRIER_KEYS: 'whsec_bmV3, whsec_b2xk', METRICS_TOKEN: 'given' })
    expect(carrierKeysOf(secrets)).toEqual(['whsec_bmV3', 'whsec_b2xk'])
    expect(carrierKeysOf(newSecrets())).toEqual([expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/)])
    expect(appEnvironment(place, secrets, {})).toMatchObject({
      CARRIER_KEYS: 'whsec_bmV3, whsec_b2xk',
      CARRIER_WEBHOOK_URL: 'http://127.0.0.1:4000/carrier/webhook',
      METRICS_TOKEN: 'given',
    })
    const given = { CARRIER_WEBHOOK_URL: 'http://127.0.0.1:4100/hook' }
    expect(appEnvironment(place, secrets, given).CARRIER_WEBHOOK_URL).toBe(given.CARRIER_WEBHOOK_URL)
    expect(newSecrets().METRICS_TOKEN).toMatch(/^[\w-]{32}$/)
  })

  it('keeps existing settings unless a spec overrides them', () => {
    const given = { DIVAR_API_URL: 'http://127.0.0.1:4100', DIVAR_API_KEY: 'given', DATA_DIR: '' }
    const env = appEnvironment(place, keptSecrets(newSecrets(), given), given, { WORKER: 'off' })
    expect(env).toMatchObject({
      DIVAR_API_URL: given.DIVAR_API_URL,
      DIVAR_API_KEY: 'given',
      DATA_DIR: '/tmp/data',
      WORKER: 'off',
    })
    expect(appEnvironment(place, newSecrets(), given, { DIVAR_API_URL: 'x' }).DIVAR_API_URL).toBe('x')
  })
})
