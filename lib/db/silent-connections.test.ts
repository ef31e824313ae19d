import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type OpenDatabase, openDatabase } from './client.ts'
import { createPostgresDatabase } from './testing.ts'
import { type Line, openLine } from './testing-line.ts'

const poolSize = 10
const short = { connectMs: 2_000, statementMs: 30_000, silentMs: 1_000, lookEveryMs: 300 }

let [line, database]: [Line | undefined, OpenDatabase | undefined] = [undefined, undefined]
let drop = async () => {}
const open = () => {
  if (!line || !database) throw new Error('open only inside tests')
  return { line, database }
}

beforeEach(async () => {
  const made = await createPostgresDatabase()
  drop = made.drop
  line = await openLine(made.url)
  database = await openDatabase({ databaseUrl: line.url, dataDir: '', patience: short })
})

afterEach(async () => {
  await database?.close()
  await line?.close()
  await drop()
})

const times = async <T>(count: number, work: () => Promise<T>) =>
  await Promise.allSettled(Array.from({ length: count }, async () => await work()))
const outcomes = (all: PromiseSettledResult<unknown>[]) => [...new Set(all.map(({ status }) => status))]
const ask = async () => await open().database.db.execute(sql`select pg_sleep(0.05)`)
const transact = async () => await open().database.db.transaction(async (tx) => await tx.execute(sql`select 1`))

describe('PostgreSQL connections that go silent', { timeout: 60_000 }, () => {
  it.each([
    ['queries', ask],
    ['transactions', transact],
  ])('fail the %s they carried without using up the pool', async (_what, work) => {
    for (const _round of [1, 2]) {
      expect(outcomes(await times(poolSize, ask))).toEqual(['fulfilled'])
      open().line.mute()
      expect(outcomes(await times(poolSize, work))).toContain('rejected')
      expect(outcomes(await times(2 * poolSize, work))).toEqual(['fulfilled'])
    }
  })

  it('end their open transaction without using up the pool', async () => {
    const [begun, muted] = [new Set<number>(), Promise.withResolvers<void>()]
    const inside = times(poolSize, async () => {
      await open().database.db.transaction(async (tx) => {
        await tx.execute(sql`select 1`)
        if (begun.add(begun.size).size === poolSize) muted.resolve(open().line.mute())
        await muted.promise
        await tx.execute(sql`select 2`)
      })
    })
    expect(outcomes(await inside)).toEqual(['rejected'])
    expect(outcomes(await times(2 * poolSize, transact))).toEqual(['fulfilled'])
  })

  it('are detected by the listener, which reports a possible gap and reconnects', async () => {
    const heard: string[] = []
    const onGap = vi.fn()
    await open().database.listen('one', (payload) => heard.push(payload), onGap)
    open().line.mute()
    await expect.poll(() => onGap.mock.calls.length, { timeout: 20_000 }).toBe(1)
    await open().database.db.execute(sql`select pg_notify('one', 'after')`)
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual(['after'])
  })

  it('do not prevent the process from ending', async () => {
    await open().database.listen('one', vi.fn(), vi.fn())
    await times(poolSize, ask)
    const stuck = times(2, async () => await open().database.db.execute(sql`select pg_sleep(0.2)`))
    const transaction = times(
      1,
      async () => await open().database.db.transaction(async (tx) => await tx.execute(sql`select pg_sleep(0.2)`)),
    )
    open().line.mute()
    await open().database.close()
    database = undefined
    await Promise.all([stuck, transaction])
  })

  it('are distinguished from a database that is down', async () => {
    await ask()
    open().line.mute()
    expect(await open().database.vitals.isUsableAnew()).toBe(true)
    await open().line.close()
    expect(await open().database.vitals.isUsableAnew()).toBe(false)
  })
})
