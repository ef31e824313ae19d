import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { businessStore } from '#lib/db/stores/business.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { watchRequests } from '#lib/services/business-requests.ts'
import { commandOf } from './testing-command.ts'

const example = fileURLToPath(new URL('../business/example.json', import.meta.url))
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peyk-business-main-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const { run, runBeside } = commandOf('business-main.ts', () => folder)

describe('the business as a program', { timeout: 120_000 }, () => {
  it('says how to call it', () => {
    for (const args of [[], ['edit'], ['dance', 'file']]) {
      expect(run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run business -- edit FILE') })
    }
  })

  it('checks a file without a database or settings, and names each fault by its path', () => {
    expect(run(['check', example], { AUTH_SECRET: '' })).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /^The file is good: پیک بادپا, (open|closed) now\.\n( {2}\w+: next pickup .+, delivered by .+\n){4}$/,
      ),
    })
    const file = join(folder, 'business.json')
    const misspelt = { ...JSON.parse(readFileSync(example, 'utf8')), area: { pickup: ['teheran'], dropoff: 'all' } }
    writeFileSync(file, JSON.stringify(misspelt))
    expect(run(['check', file])).toMatchObject({ status: 0, stderr: expect.stringContaining('knows no teheran:') })
    writeFileSync(file, JSON.stringify({ ...{ name: 'پ' }, phone: '1' }))
    const { status, stderr } = run(['check', file])
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Nothing was changed: \d+ faults\.$/m)
    expect(stderr).toMatch(/^ {2}name: at least 2 characters$/m)
    expect(stderr).toMatch(/^ {2}phone: no phone of Iran/m)
    writeFileSync(file, '{')
    expect(run(['edit', file])).toMatchObject({ status: 1, stderr: expect.stringContaining('is no JSON') })
    expect(run(['edit', join(folder, 'none.json')])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('cannot be read'),
    })
  })

  it('edits the embedded database of an app that is stopped, and what it shows can be edited again', () => {
    expect(run(['show'])).toMatchObject({ status: 0, stderr: expect.stringContaining('Nobody has written one yet') })
    expect(run(['edit', example])).toMatchObject({ status: 0, stdout: expect.stringContaining('Version 1 is written') })
    const shown = run(['show'])
    expect(shown.stderr).toBe('This is version 1.\n')
    expect(run(['edit', '-'], {}, `\uFEFF${shown.stdout}`)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Version 2'),
    })
  })

  it('edits the embedded database while the app has it, by asking the app', async () => {
    await layOutFolder(folder)
    const app = await openDatabase({ dataDir: folder })
    const log = { info: () => undefined, error: () => undefined }
    const store = businessStore(app.db)
    const requests = watchRequests({ store, clock: () => new Date(), dataDir: folder, log })
    expect(await runBeside(['edit', example])).toMatchObject({ status: 0, text: expect.stringContaining('Version 1') })
    expect(await runBeside(['show'])).toMatchObject({ status: 0, text: expect.stringContaining('پیک بادپا') })
    requests.stop()
    await app.close()
  })

  it('edits PostgreSQL beside an app that runs', async () => {
    const { url, drop } = await createPostgresDatabase()
    expect(run(['edit', example], { DATABASE_URL: url })).toMatchObject({ status: 0, stderr: '' })
    expect(run(['show'], { DATABASE_URL: url })).toMatchObject({ status: 0, stderr: 'This is version 1.\n' })
    await drop()
  })

  it('says in one sentence that the database is not there', () => {
    const { status, stderr } = run(['show'], { DATABASE_URL: 'postgres://127.0.0.1:1/peyk' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^Nothing was changed: .+\n$/)
  })
})
