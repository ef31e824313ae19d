import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import type { Log } from '#lib/kernel/log.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { openJobs } from './open-jobs.ts'
import type { DeclaredJobs } from './queues.ts'
import { waitUntil } from './testing.ts'

const letters = { deliver: 'deliver-letter', sweep: 'sweep-letters', pollSeconds: 1 }
const parcels = { deliver: 'deliver-parcel', sweep: 'sweep-parcels', pollSeconds: 1 }

/** A build, and one that has a channel and a task more: which of them is the older one differs. */
const fewer = { outbox: { letters }, tasks: {} }
const more = { outbox: { letters, parcels }, tasks: { 'empty-boxes': { cron: '* * * * *' } } }

describe('two builds with different queues on one PostgreSQL', { timeout: 120_000 }, () => {
  let at: Awaited<ReturnType<typeof createPostgresDatabase>>
  const running = new Set<() => Promise<void>>()
  const complaints: unknown[] = []
  const complain = (...said: unknown[]) => void complaints.push(said)
  const log = { info: () => undefined, debug: () => undefined, warn: complain, error: complain } as unknown as Log

  beforeEach(async () => {
    complaints.length = 0
    at = await createPostgresDatabase()
  })
  afterEach(async () => {
    for (const stop of running) await stop()
    await at.drop()
  })

  /** A process of a build that works what that build declares. */
  async function start<const D extends DeclaredJobs>(declared: D) {
    const database = await openDatabase({ databaseUrl: at.url, dataDir: '' })
    const jobs = await openJobs({ engine: database.engine, declared: declared as DeclaredJobs, worker: true, log })
    const worked: string[] = []
    const channel = (name: string) => () => ({
      deliver: async (id: string) => void worked.push(`${name} ${id}`),
      sweep: async () => void worked.push(`${name} swept`),
    })
    const task = (name: string) => [name, async () => void worked.push(name)] as const
    await jobs.work({
      channels: Object.fromEntries(Object.keys(declared.outbox).map((name) => [name, channel(name)])),
      tasks: Object.fromEntries(Object.keys(declared.tasks).map(task)),
      log,
      measures: notedMeasures().measures,
    })
    const stop = async () => {
      if (!running.delete(stop)) return
      await jobs.stop()
      await database.close()
    }
    running.add(stop)
    return { jobs, worked, db: database.db, stop }
  }
  const states = async ({ db }: { db: Awaited<ReturnType<typeof start>>['db'] }) =>
    (
      await db.execute<{ name: string; state: string }>(
        sql`select name, state from pgboss.job where name not like '\\_\\_%' and data ? 'id' order by name, state`,
      )
    ).rows.map(({ name, state }) => `${name} ${state}`)

  it.each([
    ['the one with fewer', [fewer, more]],
    ['the one with more', [more, fewer]],
  ])('start, and work the jobs of both once, when %s is the first', async (_, [first, second]) => {
    const [one, other] = [await start(first ?? fewer), await start(second ?? more)]
    const [few, many] = first === fewer ? [one, other] : [other, one]
    for (const id of ['a', 'b']) await few.jobs.enqueue(null, 'deliver-letter', { id })
    for (const id of ['c', 'd']) await many.jobs.enqueue(null, 'deliver-letter', { id })
    for (const id of ['e', 'f']) await many.jobs.enqueue(null, 'deliver-parcel', { id })
    const delivered = () => [...one.worked, ...other.worked].filter((what) => / \w$/.test(what)).toSorted()
    await waitUntil(() => delivered().length >= 6)
    expect(delivered()).toEqual(['letters a', 'letters b', 'letters c', 'letters d', 'parcels e', 'parcels f'])
    expect(few.worked.filter((what) => what.startsWith('parcels') || what === 'empty-boxes')).toEqual([])
    await waitUntil(async () => (await states(one)).every((state) => state.endsWith('completed')))
    expect(complaints).toEqual([])
  })

  it('keep a job for the one that knows its queue, and say that it waits', async () => {
    const many = await start(more)
    await many.stop()
    const few = await start(fewer)
    await few.db.execute(sql`
      insert into pgboss.job (name, data, singleton_key, policy, start_after)
      values ('deliver-parcel', '{"id":"left"}', 'left', 'short', now() - interval '1 minute')`)
    expect(await few.jobs.waiting()).toContainEqual({
      queue: 'deliver-parcel',
      waiting: 1,
      ageSeconds: expect.any(Number),
    })
    const again = await start(more)
    await waitUntil(() => again.worked.includes('parcels left'))
    expect([again.worked.filter((what) => what === 'parcels left'), complaints]).toEqual([['parcels left'], []])
  })

  it('let no job of the clock pile up that only the one that ended knew', async () => {
    const many = await start(more)
    await waitUntil(() => many.worked.includes('empty-boxes'))
    await many.jobs.enqueue(null, 'empty-boxes', {})
    await many.stop()
    const few = await start(fewer)
    // As the engine's clock does it, in whichever process: by the schedule that is still there.
    for (let minute = 0; minute < 3; minute += 1) {
      await few.db.execute(sql`
        insert into pgboss.job (name, data, policy) values ('empty-boxes', '{}', 'short') on conflict do nothing`)
    }
    const { rows } = await few.db.execute(sql`
      select 1 from pgboss.job where name = 'empty-boxes' and state = 'created'`)
    expect(rows).toHaveLength(1)
    const waiting = (await few.jobs.waiting()).map(({ queue }) => queue)
    expect(waiting).toEqual(['deliver-letter', 'sweep-letters'])
    const again = await start(more)
    await waitUntil(() => again.worked.includes('empty-boxes'))
    expect(complaints).toEqual([])
  })
})
