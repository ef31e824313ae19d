import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '#lib/db/lock.ts'
import { good } from './check.ts'
import type { Query } from './database-checks.ts'
import { checkEmbedded } from './embedded.ts'

let dataDir = ''
let asked: string[] = []

const silent: typeof fetch = async (url) => {
  asked.push(String(url))
  throw new TypeError('fetch failed')
}
const healthy: typeof fetch = async (url) => {
  asked.push(String(url))
  return Response.json({ status: 'ok', database: 'embedded', worker: 'on' })
}
const look = async (query: Query) => [good('look', String((await query('select 1 as one'))[0]?.one))]

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-doctor-'))
  asked = []
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

describe('checkEmbedded', { timeout: 60_000 }, () => {
  it('creates no database when there is none', async () => {
    const [check] = await checkEmbedded({ dataDir, port: 3000, fetch: silent }, look)
    expect(check).toMatchObject({ state: 'good' })
    expect(check?.sentence).toContain('not there yet')
    expect(existsSync(join(dataDir, 'db'))).toBe(false)
  })

  it("opens an unused database under the app's lock and releases it", async () => {
    mkdirSync(join(dataDir, 'db'))
    const opened: string[] = []
    // In memory: laying one out on a busy disk takes half a minute.
    const open = async (folder: string) => {
      opened.push(folder)
      return await PGlite.create()
    }
    const place = { dataDir, port: 3000, fetch: silent, open }
    const checks = await checkEmbedded(place, async (query) => {
      expect(() => lockFolder(dataDir)).toThrow(/in use/)
      return await look(query)
    })
    expect(checks.map(({ state, sentence }) => `${state} ${sentence}`)).toEqual([
      `good The embedded database in ${dataDir} opens.`,
      'good 1',
    ])
    lockFolder(dataDir).release()
    expect(opened).toEqual([join(dataDir, 'db')])
    expect(asked).toEqual([])
  })

  it('asks a running app for its health without touching the folder', async () => {
    mkdirSync(join(dataDir, 'db'))
    const lock = lockFolder(dataDir)
    const [check, ...others] = await checkEmbedded({ dataDir, port: 3100, fetch: healthy }, look)
    lock.release()
    expect(check?.state).toBe('good')
    expect(others).toEqual([])
    expect(asked).toEqual(['http://localhost:3100/api/health'])
  })

  it('finds a folder held by a process that does not answer', async () => {
    mkdirSync(join(dataDir, 'db'))
    const lock = lockFolder(dataDir)
    const [check] = await checkEmbedded({ dataDir, port: 3100, fetch: silent }, look)
    lock.release()
    expect(check?.sentence).toBe(
      `Process ${process.pid} has the folder ${dataDir}, and no healthy app answers on port 3100.`,
    )
    expect(check?.remedy).toContain('DATA_DIR of its own')
  })

  it('finds a folder that is not a database', async () => {
    mkdirSync(join(dataDir, 'db'))
    writeFileSync(join(dataDir, 'db', 'PG_VERSION'), '9.1\n')
    const [check] = await checkEmbedded({ dataDir, port: 3000, fetch: silent }, look)
    expect(check?.sentence).toBe(`The embedded database in ${dataDir} does not open.`)
    expect(check?.remedy).toContain('backup')
    lockFolder(dataDir).release()
  })
})
