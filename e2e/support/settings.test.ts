import { describe, expect, it } from 'vitest'
import { appEnvironment, keptSecrets, newSecrets } from './settings.ts'

const place = {
  appUrl: 'http://localhost:3000',
  port: 3000,
  simulatorUrl: 'http://127.0.0.1:4000',
  dataDir: '/tmp/data',
  clockFile: '/tmp/clock',
}

describe('appEnvironment', () => {
  it('points every address of Divar at the simulator', () => {
    const env = appEnvironment(place, newSecrets(), {})
    expect(env.DIVAR_API_URL).toBe('http://127.0.0.1:4000')
    expect(env.DIVAR_OAUTH_URL).toBe('http://127.0.0.1:4000')
    expect(env.DIVAR_COMPLETION_URL).toBe('http://127.0.0.1:4000/completion')
  })

  it('keeps what is already set, unless a spec insists', () => {
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
