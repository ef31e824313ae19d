import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { queueMessage, waitForOutcome } from '#lib/addon/messages/index.ts'
import { messageWorld, proposal } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { createPostgresDatabase, describeOnBothEngines } from '#lib/db/testing.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { peyk } from '#lib/peyk.ts'
import { queuesOf } from './queues.ts'
import { type PeykJobs, startJobs, waitUntil } from './testing.ts'

const running: PeykJobs[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (jobs) => await jobs.stop()))
})

async function start(database: Database, worker = true) {
  const world = messageWorld(database.db)
  let erased = 0
  const { log, ...messages } = world.deps
  const eraseExpired = async () => {
    erased += 1
  }
  const jobs = await startJobs({
    measures: notedMeasures().measures,
    engine: database.engine,
    worker,
    messages,
    orders: idleOrders(database.db),
    sweepAssistants: async () => undefined,
    proofs: idleProofs(database.db),
    eraseExpired,
    log,
  })
  running.push(jobs)
  const queue = async (fail = false) =>
    await database.db.transaction(async (tx) => {
      const deps = { messages: messageTransaction(tx), wake: jobs.wakeIn(tx, 'chat_messages'), clock: world.clock }
      const queued = await queueMessage(deps, proposal)
      if (fail || !queued.ok) throw new Error('no booking after all')
      return queued.item
    })
  const outcome = async (id: string) => {
    const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms))
    return (await waitForOutcome({ messages: messages.messages, sleep }, id, 20_000))?.state
  }
  return { world, jobs, queue, outcome, erasures: () => erased }
}

async function countJobs(database: Database, name: string): Promise<number> {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where name = ${name} and state = 'created'`,
  )
  return rows[0]?.n ?? 0
}

describeOnBothEngines('the background jobs', (open) => {
  it('send a message queued with its booking', async () => {
    const { queue, outcome, world } = await start(open())
    const { id } = await queue()
    expect(await outcome(id)).toBe('sent')
    expect(world.sends).toHaveLength(1)
  })

  it('do not exist when the booking was rolled back', async () => {
    const { queue, world } = await start(open(), false)
    await expect(queue(true)).rejects.toThrow('no booking')
    expect(await countJobs(open(), 'deliver-message')).toBe(0)
    expect(await world.deps.messages.ofSubject('shipment', 'shipment-1')).toEqual([])
  })

  it('wait for a worker when this process is none', async () => {
    const enqueuing = await start(open(), false)
    const { id } = await enqueuing.queue()
    expect(await countJobs(open(), 'deliver-message')).toBe(1)
    const working = await start(open())
    expect(await working.outcome(id)).toBe('sent')
    expect(enqueuing.world.sends).toEqual([])
  })

  it('retry what Divar refused temporarily', async () => {
    const { queue, outcome, world } = await start(open())
    world.answer(() => {
      world.clock.advance(2)
      return { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' }
    })
    const { id } = await queue()
    await waitUntil(() => world.sends.length === 1)
    world.clock.advance(2)
    expect(await outcome(id)).toBe('sent')
    expect(world.sends).toHaveLength(2)
  })

  it('find at start what has lost its job', async () => {
    const before = await start(open(), false)
    const { id } = await before.queue()
    await open().db.execute(sql`delete from pgboss.job`)
    const after = await start(open())
    expect(await after.outcome(id)).toBe('sent')
  })

  it('erase when asked and drop a malformed payload', async () => {
    const { jobs, erasures, world } = await start(open())
    await jobs.enqueue(null, 'erase-expired', {})
    await waitUntil(() => erasures() > 0)
    await expect(jobs.enqueue(null, 'deliver-message', { id: '' })).rejects.toThrow()
    expect(world.complaints).toEqual([])
  })

  it('of every minute have a payload that their queue accepts', async () => {
    await start(open())
    const { rows } = await open().db.execute<{ name: string; cron: string; data: unknown }>(
      sql`select name, cron, data from pgboss.schedule order by name`,
    )
    expect(rows.map(({ name, cron }) => [name, cron])).toEqual([
      ['erase-expired', '* * * * *'],
      ['sweep-assistants', '* * * * *'],
      ['sweep-messages', '* * * * *'],
      ['sweep-orders', '* * * * *'],
      ['sweep-proofs', '* * * * *'],
    ])
    const queues = queuesOf(peyk)
    for (const { name, data } of rows) expect(queues.get(name)?.payload.safeParse(data).success).toBe(true)
  })

  it('with the same payload are queued once', async () => {
    const { jobs } = await start(open(), false)
    await open().db.execute(sql`delete from pgboss.job`)
    for (const id of ['one', 'one', 'two']) await jobs.enqueue(null, 'deliver-message', { id })
    await jobs.enqueue(null, 'deliver-message', { id: 'one' }, { afterSeconds: 30 })
    expect(await countJobs(open(), 'deliver-message')).toBe(3)
  })

  it('process a burst without one slow send delaying the others', async () => {
    const { jobs, world } = await start(open())
    world.answer(() => new Promise((resolve) => setTimeout(() => resolve({ kind: 'sent' }), 1_500)))
    for (let number = 0; number < 40; number += 1) {
      await world.queue({ subjectId: `shipment-${number}` })
    }
    for (const { id } of world.woken) await jobs.enqueue(null, 'deliver-message', { id })
    await waitUntil(() => world.sends.length === 40)
  })
})

describe('the background jobs of several processes', { timeout: 120_000 }, () => {
  it('start concurrently on an empty PostgreSQL', async () => {
    const { url, drop } = await createPostgresDatabase()
    const databases = await Promise.all(
      [1, 2, 3].map(async () => await openDatabase({ databaseUrl: url, dataDir: '' })),
    )
    const started = await Promise.all(databases.map(async (database) => await start(database)))
    const [first] = started
    const message = await first?.queue()
    expect(await first?.outcome(message?.id ?? '')).toBe('sent')
    expect(started.flatMap(({ world }) => world.sends)).toHaveLength(1)
    expect(started.flatMap(({ world }) => world.complaints)).toEqual([])
    await Promise.all(running.splice(0).map(async (jobs) => await jobs.stop()))
    await Promise.all(databases.map(async (database) => await database.close()))
    await drop()
  })
})
