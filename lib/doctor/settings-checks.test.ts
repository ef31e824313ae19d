import { describe, expect, it } from 'vitest'
import { readSettings, settingNames } from '#lib/settings.ts'
import { settingRemedies } from './remedies.ts'
import { checkMeaning, checkSettings } from './settings-checks.ts'
import { settingsWith, soundEnvironment } from './testing.ts'

const carrierKey = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

const faultsOf = (own: Record<string, string>) => checkSettings(() => settingsWith(own)).checks

describe('checkSettings', () => {
  it('finds nothing in a valid environment', () => {
    const { settings, checks } = checkSettings(() => readSettings(soundEnvironment))
    expect(settings?.APP_URL).toBe('https://peyk.example.ir')
    expect(checks.map(({ state }) => state)).toEqual(['good'])
  })

  it.each([
    ['APP_URL', '', 'APP_URL is not set', 'Set the public address'],
    ['APP_URL', 'http://peyk.example.ir', 'APP_URL must be https (http only on localhost)', 'Set the public address'],
    ['AUTH_SECRET', 'short', 'AUTH_SECRET must have 32 characters or more', 'openssl rand -base64 32'],
    ['APP_URL', 'https://example.ir/peyk', 'APP_URL must be an address without a path', 'Set the public address'],
    ['SEAL_KEYS', 'c2hvcnQ=', 'SEAL_KEYS must be base64', 'openssl rand -base64 32'],
    ['DIVAR_APP_SLUG', 'a b', "DIVAR_APP_SLUG must be the app's slug", "Divar's panel"],
    ['DIVAR_IDENTIFICATION_KEYS', ',', 'DIVAR_IDENTIFICATION_KEYS must hold one key or more', "Divar's panel"],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must be a postgres:// address', 'postgres://'],
    ['CLOCK_FILE', 'clock', 'CLOCK_FILE is for tests and the demo: refused with an https APP_URL', 'Leave it out'],
  ])('reports %s=%s: %s', (name, value, sentence, remedy) => {
    const [check, ...others] = faultsOf({ [name]: value })
    expect(check).toMatchObject({
      name: `settings.${name}`,
      state: 'wrong',
      sentence: expect.stringContaining(sentence),
    })
    expect(check?.remedy).toContain(remedy)
    expect(others).toEqual([])
  })

  it('reports all faults at once with remedies and without values', () => {
    const checks = faultsOf({ AUTH_SECRET: 'hunter2', PORT: 'hunter2', WORKER: 'hunter2', DIVAR_API_KEY: '' })
    expect(checks.map(({ name }) => name)).toEqual([
      'settings.AUTH_SECRET',
      'settings.DIVAR_API_KEY',
      'settings.WORKER',
      'settings.PORT',
    ])
    expect(checks.every(({ remedy }) => remedy)).toBe(true)
    expect(JSON.stringify(checks)).not.toContain('hunter2')
  })

  it('accepts an unusual but valid value', () => {
    const surprise = () => {
      throw new TypeError('a bug')
    }
    expect(() => checkSettings(surprise)).toThrow(TypeError)
  })

  it('has a remedy for every setting', () => {
    expect(Object.keys(settingRemedies).sort()).toEqual([...settingNames].sort())
  })
})

describe('checkMeaning', () => {
  it('accepts valid settings, and localhost on the same port', () => {
    expect(checkMeaning(settingsWith()).map(({ state }) => state)).toEqual(['good'])
    const local = settingsWith({ APP_URL: 'http://localhost:3100', PORT: '3100' })
    expect(checkMeaning(local).map(({ state }) => state)).toEqual(['good'])
  })

  it('accepts a carrier in both directions, also on this machine', () => {
    const CARRIER_KEYS = carrierKey
    for (const CARRIER_WEBHOOK_URL of ['https://carrier.example.ir/hook', 'http://127.0.0.1:4000/carrier']) {
      expect(checkMeaning(settingsWith({ CARRIER_KEYS, CARRIER_WEBHOOK_URL })).map(({ state }) => state)).toEqual([
        'good',
      ])
    }
  })

  it.each([
    ['carrier.keys', { CARRIER_WEBHOOK_URL: 'https://carrier.example.ir/hook' }, 'whsec_'],
    ['carrier.address', { CARRIER_KEYS: carrierKey }, 'the https address'],
    [
      'carrier.http',
      { CARRIER_KEYS: carrierKey, CARRIER_WEBHOOK_URL: 'http://carrier.example.ir' },
      'the https address',
    ],
    ['address.port', { APP_URL: 'http://localhost:3001' }, 'Give both the same port'],
    ['secret.AUTH_SECRET', { AUTH_SECRET: 'a'.repeat(40) }, 'openssl rand'],
    ['secret.DIVAR_IDENTIFICATION_KEYS', { DIVAR_IDENTIFICATION_KEYS: 'peyk' }, 'random characters or more'],
    ['secret.METRICS_TOKEN', { METRICS_TOKEN: 'abcabcabcabcabcabc' }, 'openssl rand'],
    ['secret.repeated', { DIVAR_OAUTH_SECRET: 'api-key-of-the-tests' }, 'a value of its own'],
    ['secret.repeated', { METRICS_TOKEN: 'identification-key-of-the-tests' }, 'a value of its own'],
  ])('finds %s', (name, own, remedy) => {
    const [check, ...others] = checkMeaning(settingsWith(own))
    expect(check).toMatchObject({ name, state: 'wrong' })
    expect(check?.remedy).toContain(remedy)
    expect(others).toEqual([])
  })
})
