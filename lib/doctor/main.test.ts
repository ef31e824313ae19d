import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkEnvFiles, loadEnvFiles } from './env-files.ts'
import { soundEnvironment } from './testing.ts'

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-doctor-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function run(own: Record<string, string>, ...args: string[]) {
  // An empty text counts as set, so that a developer's own .env file does not meddle.
  const env = {
    ...soundEnvironment,
    DATABASE_URL: '',
    PORT: '',
    DATA_DIR: folder,
    ...own,
  } as unknown as NodeJS.ProcessEnv
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('the doctor as a program', { timeout: 60_000 }, () => {
  it('ends with 0, and tells what to register', () => {
    const { status, stdout, stderr } = run({})
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('✓ All settings have a right form.')
    expect(stdout).toContain('https://peyk.example.ir/api/auth/callback/divar')
    expect(stdout).toMatch(/Nothing is wrong\.\n$/)
  })

  it('ends with 1, the remedy beside each fault, and still tells what to register', () => {
    const { status, stdout } = run({ AUTH_SECRET: 'short', DIVAR_API_KEY: '' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/^✗ AUTH_SECRET must have 32 characters or more\. → Make one with/m)
    expect(stdout).toMatch(/^✗ DIVAR_API_KEY is not set\. → Make an API key/m)
    expect(stdout).toContain('{APP_URL}/api/auth/callback/divar')
    expect(stdout).toMatch(/2 things are wrong\.\n$/)
  })

  it('speaks JSON, without a secret in it', () => {
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

describe('loadEnvFiles', () => {
  it('reads the files of a production start, the nearer one first, and never over the environment', () => {
    vi.stubEnv('DOCTOR_TEST_SET', 'environment')
    for (const name of ['DOCTOR_TEST_NEAR', 'DOCTOR_TEST_FAR']) vi.stubEnv(name, undefined)
    writeFileSync(join(folder, '.env'), 'DOCTOR_TEST_SET=file\nDOCTOR_TEST_NEAR=far\nDOCTOR_TEST_FAR="far" # a note\n')
    writeFileSync(join(folder, '.env.local'), 'DOCTOR_TEST_NEAR=near\n')
    expect(loadEnvFiles(folder)).toEqual({ names: ['.env.local', '.env'], port: null })
    const { DOCTOR_TEST_SET, DOCTOR_TEST_NEAR, DOCTOR_TEST_FAR } = process.env
    expect([DOCTOR_TEST_SET, DOCTOR_TEST_NEAR, DOCTOR_TEST_FAR]).toEqual(['environment', 'near', 'far'])
  })

  it('finds a port where Next does not look for it', () => {
    expect(checkEnvFiles({ names: ['.env'], port: '3000' })).toMatchObject({
      state: 'good',
      sentence: 'Settings come from the environment, .env.',
    })
    const check = checkEnvFiles({ names: ['.env'], port: '4100' })
    expect(check).toMatchObject({ name: 'env_files', state: 'wrong' })
    expect(check.remedy).toBe('Set PORT in the environment: PORT=… npm start.')
  })
})
