import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Check } from '#lib/checks/check.ts'
import { disk } from '#lib/checks/folder-check.ts'
import { lockFolder } from '#lib/db/lock.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { expectOnly, type Fault, found, type Given, lookWith, roomy } from './testing-faults.ts'
import { rowsIn } from './testing-rows.ts'

const [own, older, foreign] = [7, 8, 9].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer]
const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-faults-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const look = async ({ env, ...given }: Given) => await lookWith({ env: { DATA_DIR: dataDir, ...env }, ...given })

describe("the doctor's checks of settings, folder and network", () => {
  const inFile = { names: ['.env'], port: '4100' }
  const faults: Fault<() => Given>[] = [
    ['a setting that is missing', 'settings.DIVAR_API_KEY', 'Make an API key', () => ({ env: { DIVAR_API_KEY: '' } })],
    ['a secret that is too short', 'settings.AUTH_SECRET', 'openssl rand', () => ({ env: { AUTH_SECRET: 'short' } })],
    [
      'a public address by http',
      'settings.APP_URL',
      'https://',
      () => ({ env: { APP_URL: 'http://peyk.example.ir' } }),
    ],
    [
      'a clock that tests move',
      'settings.CLOCK_FILE',
      'Leave it out',
      () => ({ env: { CLOCK_FILE: join(dataDir, 'clock') } }),
    ],
    ['a port in a file', 'env_files', 'Set PORT in the environment', () => ({ with: { envFiles: inFile } })],
    [
      'a key that can be guessed',
      'secret.DIVAR_IDENTIFICATION_KEYS',
      'random characters or more',
      () => ({ env: { DIVAR_IDENTIFICATION_KEYS: 'peyk' } }),
    ],
    [
      'one secret for two purposes',
      'secret.repeated',
      'a value of its own',
      () => ({ env: { DIVAR_OAUTH_SECRET: 'api-key-of-the-tests' } }),
    ],
    [
      'a key that stands twice',
      'seal',
      'Take the repeated one out',
      () => ({ env: { SEAL_KEYS: [own, own].map((key) => key.toString('base64')).join() } }),
    ],
    ['half a carrier', 'carrier.address', 'the https address', () => ({ env: { CARRIER_WEBHOOK_URL: '' } })],
    ['a clock before its time', 'clock', 'by NTP', () => ({ with: { clock: () => new Date(0) } })],
    ['a full disk', 'folder', 'Make room', () => ({ with: { folder: { ...roomy, write: failing('ENOSPC') } } })],
    [
      'a disk that is nearly full',
      'folder',
      'before it is full',
      () => ({ with: { folder: { ...roomy, free: () => 9 } } }),
    ],
    [
      'a folder that may not be written',
      'folder',
      'Let the user of the app write there',
      () => ({ with: { folder: { ...roomy, mkdir: failing('EACCES') as never } } }),
    ],
    [
      'a folder beneath a file',
      'folder',
      'another folder in DATA_DIR',
      () => {
        writeFileSync(join(dataDir, 'file'), '')
        return { env: { DATA_DIR: join(dataDir, 'file', 'data') }, with: { folder: disk } }
      },
    ],
    [
      'a folder that is no database',
      'database',
      'bring back a backup',
      () => {
        mkdirSync(join(dataDir, 'db'))
        writeFileSync(join(dataDir, 'db', 'PG_VERSION'), '9.1\n')
        return {}
      },
    ],
    [
      'another password',
      'database',
      'user and password',
      () => ({ env: { DATABASE_URL: inject('postgresUrl').replace('password@', 'hunter2@') } }),
    ],
    [
      'a database that is not there',
      'database',
      'Create the database',
      () => ({ env: { DATABASE_URL: inject('postgresUrl').replace(/postgres$/, 'nowhere') } }),
    ],
    [
      'a server that does not run',
      'database',
      'Start PostgreSQL',
      () => ({ env: { DATABASE_URL: 'postgres://peyk@127.0.0.1:1/peyk' } }),
    ],
    [
      'a clock five minutes off that of the database',
      'clock.database',
      'by NTP',
      () => ({
        env: { DATABASE_URL: inject('postgresUrl') },
        with: { clock: () => new Date(Date.now() - 5 * 60_000) },
      }),
    ],
  ]

  it('find nothing without a fault', async () => {
    expect(found(await look({}))).toEqual([])
    expect(found(await look({ env: { DATABASE_URL: inject('postgresUrl') } }))).toEqual([])
  })

  it.each(faults)('find %s: %s', async (_, name, remedy, plant) => {
    expectOnly(await look(plant()), name, remedy)
  })

  it('find a folder that another process holds: database', async () => {
    mkdirSync(join(dataDir, 'db'))
    const lock = lockFolder(dataDir)
    const checks = await look({ env: { PORT: '1' } })
    lock.release()
    expectOnly(checks, 'database', 'a DATA_DIR of its own')
  })
})

describeOnBothEngines("the doctor's checks of rows", (open) => {
  const run = async (statement: string) => (await open().db.execute<Record<string, unknown>>(sql.raw(statement))).rows
  const rows = () => rowsIn(run, new Date())
  const sealed = async (key: Uint8Array) => await createSealer([key]).seal({ line: 'somewhere' })
  const both = { SEAL_KEYS: [own, older].map((key) => key.toString('base64')).join() }

  async function lookAtRows(given: Given = {}): Promise<Check[]> {
    const { engine } = open()
    if (engine.kind === 'postgres')
      return await look({ ...given, env: { DATABASE_URL: engine.databaseUrl, ...given.env } })
    mkdirSync(join(dataDir, 'db'))
    const { pglite } = engine
    // Closed by the tests, not by the doctor.
    const shared = { query: pglite.query.bind(pglite), close: async () => undefined }
    return await look({ ...given, with: { openEmbedded: async () => shared, ...given.with } })
  }

  const faults: Fault<() => Promise<Given | undefined>>[] = [
    [
      'rows whose key is gone',
      'sealed_rows',
      'Put the old key back',
      async () => void (await rows().draft('d', await sealed(foreign))),
    ],
    [
      'rows with an older key',
      'sealed_rows',
      'Run "npm run reseal"',
      async () => {
        await rows().draft('d', await sealed(older))
        return { env: both }
      },
    ],
    [
      'a message that nobody sends',
      'work.messages',
      'WORKER=on',
      async () => void (await rows().message('queued', 60)),
    ],
    ['a send whose process died', 'work.messages', 'WORKER=on', async () => void (await rows().message('sending', 60))],
    [
      'an order that was given up',
      'work.orders',
      '"Recovery" in lib/carrier/README.md',
      async () => void (await rows().order('dead', 60, 'gave_up')),
    ],
    [
      'an order that was given up for want of a carrier',
      'work.orders',
      'Invite somebody to the desk',
      async () => {
        await rows().order('dead', 60, 'gave_up')
        return { env: { CARRIER_KEYS: '', CARRIER_WEBHOOK_URL: '' } }
      },
    ],
    [
      'an order that nobody sends',
      'work.late_orders',
      'carrier_order',
      async () => void (await rows().order('queued', 60)),
    ],
    [
      'a text that stays',
      'work.jobs',
      'taken away within seconds',
      async () => void (await rows().text(await sealed(own), 3, 2)),
    ],
    [
      'a keeper that does not come by',
      'work.keeper',
      'sweep-assistants',
      async () => void (await rows().assistant({ dies: 5, renewed: -30 })),
    ],
    [
      'an assistant that hears nothing',
      'work.assistants',
      'assistant_not_renewed',
      async () => void (await rows().assistant({ dies: -30, renewed: 2 })),
    ],
    [
      'a launch by another user',
      'work.launch_users',
      'Leave DIVAR_LAUNCH_USER_ID at observe',
      async () => void (await rows().launch('sara')),
    ],
  ]

  it('find nothing without a fault and pass', async () => {
    await rows().draft('d', await sealed(own))
    const checks = await lookAtRows()
    expect(found(checks)).toEqual([])
    expect(checks.filter(({ name }) => name.startsWith('work.'))).toHaveLength(9)
    expect(checks.map(({ name }) => name)).toContain('figures')
  })

  it.each(faults)('find %s: %s', async (_, name, remedy, plant) => {
    expectOnly(await lookAtRows((await plant()) ?? {}), name, remedy)
  })

  it('fail for waiting messages only when an app could be sending them', async () => {
    await rows().message('queued', 60)
    const states = found(await lookAtRows()).map(({ state }) => state)
    expect(states).toEqual([open().kind === 'postgres' ? 'wrong' : 'note'])
  })

  it.each<[string, string, string]>([
    [
      'a migration of a newer version',
      'Start the version that made them',
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('planted', 9999999999999)`,
    ],
    [
      'a migration that was changed',
      'Bring lib/db/migrations back',
      `update drizzle.__drizzle_migrations set hash = 'planted ' || hash where id = 2`,
    ],
    ['a migration that was passed over', 'Generate it again', `delete from drizzle.__drizzle_migrations where id = 2`],
  ])('find %s: migrations', async (_, remedy, plant) => {
    await run('create table public.kept as select * from drizzle.__drizzle_migrations')
    try {
      await run(plant)
      expectOnly(await lookAtRows(), 'migrations', remedy)
    } finally {
      await run('truncate drizzle.__drizzle_migrations')
      await run('insert into drizzle.__drizzle_migrations select * from kept')
      await run('drop table kept')
    }
  })
})
