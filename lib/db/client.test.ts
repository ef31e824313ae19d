import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { soonEnds } from '#lib/kernel/testing-process.ts'
import { type Database, openDatabase } from './client.ts'
import { lockFolder } from './lock.ts'
import { createPostgresDatabase, describeOnBothEngines, openMemoryDatabase } from './testing.ts'
import { layOutFolder } from './testing-template.ts'

let dataDir = ''

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-client-'))
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Another process that runs `script` with `openDatabase`, `sql` and `dataDir`; `said` is its first line of output. */
function otherProcess(script: string) {
  const code = `
    import { sql } from 'drizzle-orm'
    import { openDatabase } from '${new URL('./client.ts', import.meta.url).href}'
    const dataDir = ${JSON.stringify(dataDir)}
    try { ${script} } catch (error) { console.log(error.message); process.exit(1) }`
  const child = spawn(process.execPath, [...soonEnds, '--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = new Promise<string>((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (text.includes('\n')) resolve(text.trim())
    })
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { pid: child.pid, said, ended, kill }
}

const holding = `
  const { db } = await openDatabase({ dataDir })
  await db.execute(sql.raw('create table if not exists kept (n int)'))
  await db.execute(sql.raw('insert into kept values (1)'))
  console.log('open')
  setInterval(() => {}, 1000)`

const kept = async (database: Database) =>
  (await database.db.execute<{ n: number }>(sql`select count(*)::int as n from kept`)).rows[0]?.n

describeOnBothEngines('the database', (open) => {
  it('has every table and rolls a failed transaction back', async () => {
    const { db } = open()
    const insert = sql`insert into rate_limits (key) values ('a')`
    const count = sql`select count(*)::int as n from rate_limits`
    await expect(
      db.transaction(async (tx) => {
        await tx.execute(insert)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect((await db.execute(count)).rows).toEqual([{ n: 0 }])
    await db.transaction(async (tx) => await tx.transaction(async (inner) => await inner.execute(insert)))
    expect((await db.execute(count)).rows).toEqual([{ n: 1 }])
  })
})

describe('the embedded database', { timeout: 180_000 }, () => {
  it('stops a second process with a message that names the folder and the first process', async () => {
    await layOutFolder(dataDir)
    const first = await openDatabase({ dataDir })
    const second = otherProcess(holding)
    expect(await second.said).toBe(
      `The data folder ${dataDir} is in use by process ${process.pid}: stop that one first.`,
    )
    expect(await second.ended).toBe(1)
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'fault', details: { folder: dataDir } })
    await first.close()
    await (await openDatabase({ dataDir })).close()
  })

  it('can be taken over from a killed process with every acknowledged row', async () => {
    await layOutFolder(dataDir)
    for (let round = 1; round <= 2; round += 1) {
      const killed = otherProcess(holding)
      expect(await killed.said).toBe('open')
      await killed.kill()
      const database = await openDatabase({ dataDir })
      expect(await kept(database)).toBe(round)
      await database.close()
    }
  })

  it('opens for one of several processes that start at once', async () => {
    const starters = [1, 2, 3].map(() => otherProcess(holding))
    const said = await Promise.all(starters.map(async (starter) => await starter.said))
    expect(said.filter((line) => line === 'open')).toHaveLength(1)
    expect(said.filter((line) => line.includes('is in use by'))).toHaveLength(2)
    await Promise.all(starters.map(async (starter) => await starter.kill()))
  })

  it('is recreated when its first start was interrupted', async () => {
    mkdirSync(join(dataDir, 'db.making'))
    writeFileSync(join(dataDir, 'db.making', 'PG_VERSION'), '17')
    const database = await openDatabase({ dataDir })
    await database.close()
    expect(readdirSync(dataDir).filter((name) => name.startsWith('db'))).toEqual(['db'])
  })

  it('can be opened after a failed start', async () => {
    mkdirSync(join(dataDir, 'db'))
    writeFileSync(join(dataDir, 'db', 'PG_VERSION'), 'not a version')
    await expect(openDatabase({ dataDir })).rejects.toThrow()
    lockFolder(dataDir).release()
  })

  it('is separate for each opening in memory', async () => {
    const [one, two] = await Promise.all([openMemoryDatabase(), openMemoryDatabase()])
    await one.db.execute(sql`create table kept (n int)`)
    await expect(kept(two)).rejects.toThrow()
    await Promise.all([one.close(), two.close()])
  })
})

describe('PostgreSQL', { timeout: 60_000 }, () => {
  it('is migrated once by any number of replicas that start at once', async () => {
    const { url, drop } = await createPostgresDatabase()
    const all = await Promise.all([1, 2, 3, 4].map(async () => await openDatabase({ databaseUrl: url, dataDir })))
    const { rows } = (await all[0]?.db.execute(sql`select count(distinct hash)::int as once, count(*)::int as n
      from drizzle.__drizzle_migrations`)) ?? { rows: [] }
    expect(rows[0]?.once).toBe(rows[0]?.n)
    await Promise.all(all.map(async (database) => await database.close()))
    await drop()
  })

  it('fails to open when it cannot be reached', async () => {
    await expect(openDatabase({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', dataDir })).rejects.toThrow()
  })
})
