import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkEnvFiles, loadEnvFiles } from '#lib/checks/env-files.ts'
import { openDatabase } from '#lib/db/client.ts'
import { lockFolder } from '#lib/db/lock.ts'
import { grants } from '#lib/db/schema/access.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { soundEnvironment } from './testing.ts'
import { commandOf } from './testing-command.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-doctor-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

const doctor = commandOf('main.ts', () => folder)
const run = (own: Record<string, string>, ...args: string[]) => doctor.run(args, own)
const resealing = commandOf('reseal-main.ts', () => folder)

describe('the doctor as a program', { timeout: 60_000 }, () => {
  it('exits with 0 and prints what to register', () => {
    const { status, stdout, stderr } = run({})
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('✓ All settings have a right form.')
    expect(stdout).toContain('https://peyk.example.ir/api/auth/callback/divar')
    expect(stdout).toMatch(/Nothing is wrong\.\n$/)
  })

  it('exits with 1, prints a remedy for each fault and still what to register', () => {
    const { status, stdout } = run({ AUTH_SECRET: 'short', DIVAR_API_KEY: '' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^✗ AUTH_SECRET must have 32 characters or more\. → Make one with/m)
    expect(stdout).toMatch(/^✗ DIVAR_API_KEY is not set\. → Make an API key/m)
    expect(stdout).toContain('{APP_URL}/api/auth/callback/divar')
    expect(stdout).toMatch(/2 things are wrong\.\n$/)
  })

  it('asks the given address how events arrive there', () => {
    const { status, stdout } = run({}, '--public', 'http://127.0.0.1:1/')
    expect(status).toBe(1)
    expect(stdout).toMatch(/^✗ http:\/\/127\.0\.0\.1:1\/api\/divar\/events does not answer\. → See that the name/m)
    expect(stdout).toContain('– Divar was not asked')
  })

  it('prints JSON without a secret', () => {
    const { status, stdout } = run({ DIVAR_IDENTIFICATION_KEYS: 'guessable' }, '--json')
    const report = JSON.parse(stdout) as { ok: boolean; checks: { name: string; state: string }[]; panel: unknown[] }
    expect(status).toBe(1)
    expect(report.ok).toBe(false)
    expect(report.checks.filter(({ state }) => state === 'wrong').map(({ name }) => name)).toEqual([
      'secret.DIVAR_IDENTIFICATION_KEYS',
    ])
    expect(report.panel.length).toBeGreaterThan(10)
    const secrets = [soundEnvironment.AUTH_SECRET, soundEnvironment.SEAL_KEYS, 'guessable']
    expect(secrets.filter((secret) => secret && stdout.includes(secret))).toEqual([])
  })
})

describe('the resealing program', { timeout: 60_000 }, () => {
  const reseal = (own?: Record<string, string>) => resealing.run([], own)

  it('creates no database when there is none', () => {
    expect(reseal()).toEqual({ status: 0, stdout: 'There is no database yet: nothing is sealed.\n', stderr: '' })
    expect(existsSync(join(folder, 'db'))).toBe(false)
  })

  it('leaves the embedded database to a running app and says so', () => {
    mkdirSync(join(folder, 'db'))
    const lock = lockFolder(folder)
    const { status, stderr } = reseal()
    lock.release()
    expect(status).toBe(1)
    expect(stderr).toContain('Stop it first')
  })

  it('reports each column on PostgreSQL while an app runs', async () => {
    const { url, drop } = await createPostgresDatabase()
    const app = await openDatabase({ databaseUrl: url, dataDir: '' })
    const [older, newer] = [Buffer.alloc(32, 8), Buffer.alloc(32, 7)]
    await app.db.insert(grants).values({
      id: 'g',
      divarUserId: 'u',
      scopes: [],
      sealedTokens: await createSealer([older]).seal({ access: 'a' }),
      expiresAt: new Date(),
      refreshedAt: new Date(),
      createdAt: new Date(),
    })
    const keys = (...all: Buffer[]) => ({ SEAL_KEYS: all.map((key) => key.toString('base64')).join() })
    const lost = reseal({ DATABASE_URL: url, ...keys(newer) })
    expect(lost.status).toBe(1)
    expect(lost.stdout).toContain('1 value with a key that SEAL_KEYS does not name. → Put that key')
    const { status, stdout } = reseal({ DATABASE_URL: url, ...keys(newer, older) })
    expect(stdout).toContain('grants.sealed_tokens: 1 resealed\n')
    expect(stdout).toContain('drafts.sealed_address: 0 resealed\n')
    expect(stdout).toContain('Everything is sealed with the first of SEAL_KEYS')
    expect(status).toBe(0)
    const [grant] = await app.db.select().from(grants)
    expect(await createSealer([newer]).open(grant?.sealedTokens ?? '')).toEqual({ access: 'a' })
    await app.close()
    await drop()
  })
})

describe('loadEnvFiles', () => {
  it('reads the files of a production start, the nearest first and never over the environment', () => {
    vi.stubEnv('DOCTOR_TEST_SET', 'environment')
    for (const name of ['DOCTOR_TEST_NEAR', 'DOCTOR_TEST_FAR']) vi.stubEnv(name, undefined)
    writeFileSync(join(folder, '.env'), 'DOCTOR_TEST_SET=file\nDOCTOR_TEST_NEAR=far\nDOCTOR_TEST_FAR="far" # a note\n')
    writeFileSync(join(folder, '.env.local'), 'DOCTOR_TEST_NEAR=near\n')
    expect(loadEnvFiles(folder)).toEqual({ names: ['.env.local', '.env'], port: null })
    const { DOCTOR_TEST_SET, DOCTOR_TEST_NEAR, DOCTOR_TEST_FAR } = process.env
    expect([DOCTOR_TEST_SET, DOCTOR_TEST_NEAR, DOCTOR_TEST_FAR]).toEqual(['environment', 'near', 'far'])
  })

  it('finds a port that Next does not read', () => {
    expect(checkEnvFiles({ names: ['.env'], port: '3000' })).toMatchObject({
      state: 'good',
      sentence: 'Settings come from the environment, .env.',
    })
    const check = checkEnvFiles({ names: ['.env'], port: '4100' })
    expect(check).toMatchObject({ name: 'env_files', state: 'wrong' })
    expect(check.remedy).toBe('Set PORT in the environment: PORT=… npm start.')
  })
})
