import { randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSettings, settingNames } from './settings.ts'

const key = randomBytes(32)
const right = {
  APP_URL: 'https://peyk.example.ir',
  AUTH_SECRET: 'a'.repeat(32),
  SEAL_KEYS: key.toString('base64'),
  DIVAR_APP_SLUG: 'peyk',
  DIVAR_API_KEY: 'api-key',
  DIVAR_OAUTH_SECRET: 'oauth-secret',
  DIVAR_IDENTIFICATION_KEYS: 'one, two,',
}

/** The faults of settings that are right but for `change`, as their names. */
function faultsOf(change: Record<string, string | undefined>): string[] {
  try {
    readSettings({ ...right, ...change })
    return []
  } catch (error) {
    return String((error as Error).message)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0] ?? '')
  }
}

describe('settings', () => {
  it('have defaults for everything optional', () => {
    expect(readSettings(right)).toMatchObject({
      DIVAR_API_URL: 'https://open-api.divar.ir',
      DIVAR_CALLS_PER_MINUTE: 300,
      DIVAR_CALLS_PER_DAY: 50_000,
      DIVAR_LAUNCH_USER_ID: 'observe',
      DIVAR_IDENTIFICATION_KEYS: ['one', 'two'],
      DATA_DIR: '.data',
      TRUSTED_PROXIES: 0,
      WORKER: 'on',
      PORT: 3000,
    })
    expect(readSettings(right).DATABASE_URL).toBeUndefined()
  })

  it('treat an empty text as unset and ignore other variables', () => {
    expect(readSettings({ ...right, PORT: '', DATABASE_URL: '', PATH: '/bin', npm_config_x: '1' }).PORT).toBe(3000)
    expect(faultsOf({ AUTH_SECRET: '' })).toEqual(['AUTH_SECRET'])
  })

  it('report every fault at once', () => {
    const nothing = Object.fromEntries(Object.keys(right).map((name) => [name, undefined]))
    expect(faultsOf(nothing).sort()).toEqual(Object.keys(right).sort())
    const wrong = { SEAL_KEYS: 'x', AUTH_SECRET: 'short', PORT: '0', WORKER: 'maybe', CLOCK_FILE: '/clock' }
    expect(faultsOf({ ...wrong, DIVAR_API_KEY: undefined }).sort()).toEqual([
      'AUTH_SECRET',
      'CLOCK_FILE',
      'DIVAR_API_KEY',
      'PORT',
      'SEAL_KEYS',
      'WORKER',
    ])
  })

  it('never quote a value in a fault', () => {
    const seed = 'seeded value'
    for (const name of settingNames) {
      const attempt = () =>
        readSettings({ ...right, [name]: seed, APP_URL: name === 'APP_URL' ? seed : 'ftp://seeded value' })
      expect(attempt).toThrow(expect.objectContaining({ code: 'fault', message: expect.not.stringContaining(seed) }))
      expect(attempt).toThrow(expect.objectContaining({ details: { faults: expect.not.arrayContaining([seed]) } }))
    }
  })

  it.each([
    ['base64', key.toString('base64')],
    ['base64 without its end', key.toString('base64').replace('=', '')],
    ['base64url', key.toString('base64url')],
  ])('accept as a seal key %s', (_, text) => {
    expect(readSettings({ ...right, SEAL_KEYS: text }).SEAL_KEYS).toEqual([new Uint8Array(key)])
  })

  it('accept several seal keys, newest first', () => {
    const old = randomBytes(32)
    const SEAL_KEYS = `${key.toString('base64url')} , ${old.toString('base64')}`
    expect(readSettings({ ...right, SEAL_KEYS }).SEAL_KEYS).toEqual([new Uint8Array(key), new Uint8Array(old)])
  })

  it.each([
    ',',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    key.toString('hex'),
    `!${key.toString('base64')}`,
    `${key.toString('base64')},short`,
    'not a key at all but forty-four long, almost',
    `${'+'.repeat(42)}-`,
  ])('refuse %s as seal keys', (SEAL_KEYS) => {
    expect(faultsOf({ SEAL_KEYS })).toEqual(['SEAL_KEYS'])
  })

  it.each([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
    'https://peyk.ir/',
    'https://peyk.ir:443',
  ])('accept %s as the address of the app', (APP_URL) => {
    expect(readSettings({ ...right, APP_URL }).APP_URL).toBe(new URL(APP_URL).origin)
  })

  it.each([
    'http://peyk.example.ir',
    'http://localhost.evil.ir',
    'https://peyk.ir/app',
    'https://peyk.ir?x=1',
    'https://user:word@peyk.ir',
    'peyk.ir',
    'ftp://peyk.ir',
  ])('refuse %s as the address of the app', (APP_URL) => {
    expect(faultsOf({ APP_URL })).toEqual(['APP_URL'])
  })

  it.each([
    'https://*.divarcdn.com',
    'https://s1.example.ir, https://s2.example.ir:8443',
    'http://127.0.0.1:4000',
    'http://localhost',
  ])('accept %s as where pictures of posts come from', (DIVAR_IMAGE_ORIGINS) => {
    expect(readSettings({ ...right, DIVAR_IMAGE_ORIGINS }).DIVAR_IMAGE_ORIGINS).toEqual(DIVAR_IMAGE_ORIGINS.split(', '))
  })

  it.each([
    ',',
    '*',
    'https:',
    'https://*',
    'https://*.com',
    'http://s1.example.ir',
    'http://localhost.evil.ir',
    'https://s1.example.ir/static',
    "https://s1.example.ir; script-src 'unsafe-inline'",
    "'unsafe-inline'",
    'https://s1.example.ir *',
    'data:',
  ])('refuse %s as where pictures of posts come from', (DIVAR_IMAGE_ORIGINS) => {
    expect(faultsOf({ DIVAR_IMAGE_ORIGINS })).toEqual(['DIVAR_IMAGE_ORIGINS'])
  })

  it('refuse a movable clock over https only', () => {
    expect(faultsOf({ CLOCK_FILE: '/clock' })).toEqual(['CLOCK_FILE'])
    expect(faultsOf({ CLOCK_FILE: '/clock', APP_URL: 'HTTPS://peyk.ir' })).toEqual(['CLOCK_FILE'])
    expect(faultsOf({ CLOCK_FILE: '/clock', APP_URL: 'http://localhost:3000' })).toEqual([])
    expect(faultsOf({ CLOCK_FILE: '' })).toEqual([])
  })

  it("accept several carrier keys, newest first, and the carrier's address unchanged", () => {
    const keys = [randomBytes(24), randomBytes(32), randomBytes(64)].map((bytes) => `whsec_${bytes.toString('base64')}`)
    const given = { CARRIER_KEYS: keys.join(' , '), CARRIER_WEBHOOK_URL: 'https://carrier.example.ir/hook/?a=1' }
    expect(readSettings({ ...right, ...given })).toMatchObject({
      CARRIER_KEYS: keys,
      CARRIER_WEBHOOK_URL: 'https://carrier.example.ir/hook/?a=1',
    })
    expect(readSettings(right).CARRIER_KEYS).toEqual([])
  })

  it.each([
    'secret',
    randomBytes(24).toString('base64'),
    `whsec_${randomBytes(23).toString('base64')}`,
    `whsec_${randomBytes(25).toString('base64').replaceAll('=', '')}`,
    `whsec_${Buffer.alloc(24, 0xff).toString('base64url')}`,
    `whsec_${randomBytes(24).toString('base64')},whsec_`,
  ])('refuse %s as carrier keys', (CARRIER_KEYS) => {
    expect(faultsOf({ CARRIER_KEYS })).toEqual(['CARRIER_KEYS'])
  })

  it.each([
    ['DIVAR_IDENTIFICATION_KEYS', ' , '],
    ['DATABASE_URL', 'mysql://x'],
    ['DIVAR_APP_SLUG', 'a b'],
    ['DIVAR_LAUNCH_USER_ID', 'Enforce'],
    ['TRUSTED_PROXIES', '-1'],
    ['TRUSTED_PROXIES', 'true'],
    ['PORT', '65536'],
    ['METRICS_TOKEN', 'short'],
    ['CARRIER_WEBHOOK_URL', 'javascript:alert(1)'],
    ['CARRIER_WEBHOOK_URL', 'https://user:word@carrier.example.ir/hook'],
    ['DIVAR_API_URL', 'divar.ir'],
  ])('refuse %s=%s', (name, value) => {
    expect(faultsOf({ [name]: value })).toEqual([name])
  })
})

describe('.env.example', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n')
  const given = new Map(
    lines.flatMap((line) => {
      const [, name = '', value = ''] = /^([A-Z_]+)=(.*)$/.exec(line) ?? []
      return name ? [[name, value] as const] : []
    }),
  )

  it('has every setting, each once, and nothing else', () => {
    const names = lines.filter((line) => line.includes('=') && !line.startsWith('#')).map((line) => line.split('=')[0])
    expect(names.sort()).toEqual(settingNames.toSorted())
  })

  it('has valid values, equal to the defaults', () => {
    const filled = Object.fromEntries([...given].filter(([, value]) => value !== ''))
    const { APP_URL, ...rest } = readSettings({ ...right, ...filled })
    const { APP_URL: _, ...defaults } = readSettings(right)
    expect(rest).toEqual(defaults)
    expect(APP_URL).toMatch(/^https:/)
  })

  it('contains no secret', () => {
    const secrets = settingNames.filter((name) => /SECRET|KEY|TOKEN/.test(name))
    expect(secrets.map((name) => given.get(name))).toEqual(secrets.map(() => ''))
  })
})

describe('the documents about settings', () => {
  const defaults = readSettings(right)
  const root = new URL('../', import.meta.url)
  /** Each row of the table: the setting, and the code in its second cell, if there is any. */
  const rowsOf = (path: string) => {
    const text = readFileSync(new URL(path, root), 'utf8')
    const rows = text.matchAll(/^\| `([A-Z_]+)` *\| *(?:`([^`]*)`)?[^|]*\|.*\|$/gm)
    return [...rows].map(([, name = '', value = null]) => [name, value] as const)
  }

  it.each(['app/SETTINGS.md', 'app/DEPLOYMENT.fa.md'])('list in %s every setting once with its default', (path) => {
    const own = settingNames.map((name) => {
      const value = name in right ? undefined : defaults[name as keyof typeof defaults]
      return [name, value === undefined ? null : String(value) || null]
    })
    expect(rowsOf(path)).toEqual(own)
  })

  it('name only settings that are read', () => {
    const files = globSync(['*.{ts,mjs}', '{app,components,lib}/**/*.{ts,tsx}'], {
      cwd: root,
      exclude: (path) => /\.test\.ts$|settings\.ts$|remedies\.ts$|testing/.test(String(path)),
    })
    const code = files.map((path) => readFileSync(new URL(path, root), 'utf8')).join('\n')
    // This file names each setting to define it: there, only `settings.NAME` is a reading.
    const own = readFileSync(new URL('lib/settings.ts', root), 'utf8')
    const isRead = (name: string) => new RegExp(`\\b${name}\\b`).test(code) || own.includes(`settings.${name}`)
    expect(settingNames.filter((name) => !isRead(name))).toEqual([])
  })
})
