import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, it } from 'vitest'
import { divarChat } from '#lib/adapters/divar-chat.ts'
import { divarWatch } from '#lib/adapters/divar-watch.ts'
import { queueMessage } from '#lib/addon/messages/index.ts'
import { messageWorld, proposal } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import type { Database } from '#lib/db/client.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createDivarClient } from '#lib/divar/index.ts'
import { createLog } from '#lib/kernel/log.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { peyk } from '#lib/peyk.ts'
import { readOrigin, withOrigin } from './origin.ts'
import { queuesOf } from './queues.ts'
import { type PeykJobs, startJobs, waitUntil } from './testing.ts'

const running: PeykJobs[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (jobs) => await jobs.stop()))
})

type Line = { msg?: string; requestId?: string }

/** Jobs that send messages through the real client to a Divar that answers as told, all of it logged as in the app. */
async function start(database: Database, options: { worker?: boolean; statuses?: number[] } = {}) {
  const world = messageWorld(database.db)
  const statuses = options.statuses ?? []
  const lines: Line[] = []
  const log = createLog({ destination: { write: (line) => void lines.push(JSON.parse(line) as Line) } })
  const divar = createDivarClient({
    apiUrl: 'http://divar.test',
    oauthUrl: 'http://divar.test',
    chatUploadUrl: 'http://divar.test',
    appSlug: 'peyk',
    apiKey: 'key',
    oauthSecret: 'secret',
    redirectUri: 'http://localhost:3000/back',
    fetch: async () => {
      const status = statuses.shift() ?? 200
      if (status === 503) world.clock.advance(2)
      return new Response(null, { status })
    },
    onCall: divarWatch(log, world.deps.measures),
  })
  const { log: _, ...messages } = world.deps
  const jobs = await startJobs({
    measures: notedMeasures().measures,
    engine: database.engine,
    worker: options.worker ?? true,
    messages: { ...messages, chat: divarChat(divar, async () => null) },
    orders: idleOrders(database.db),
    sweepAssistants: async () => undefined,
    proofs: idleProofs(database.db),
    eraseExpired: async () => void log.info('erased'),
    log,
  })
  running.push(jobs)
  const book = async (requestId: string) =>
    await withRequestId(requestId, async () => {
      log.info('booked')
      await database.db.transaction(async (tx) => {
        await queueMessage(
          { messages: messageTransaction(tx), wake: jobs.wakeIn(tx, 'chat_messages'), clock: world.clock },
          proposal,
        )
      })
    })
  /** The log lines of the booking's way, as text and request. The clock has things erased at any time. */
  const way = () => lines.filter(({ msg }) => msg !== 'erased').map(({ msg, requestId }) => [msg, requestId])
  const erasures = () => lines.filter(({ msg }) => msg === 'erased').map(({ requestId }) => requestId)
  return { world, jobs, book, way, erasures }
}

describeOnBothEngines('the request id of a job', (open) => {
  it('is logged by the booking, the job and the call to Divar', async () => {
    const { book, way } = await start(open())
    await book('request-of-the-booking')
    await waitUntil(() => way().length === 3)
    expect(way()).toEqual([
      ['booked', 'request-of-the-booking'],
      ['call to Divar', 'request-of-the-booking'],
      ['chat message', 'request-of-the-booking'],
    ])
  })

  it('is kept for a retry', async () => {
    const { book, world, way } = await start(open(), { statuses: [503] })
    await book('request-of-the-booking')
    await waitUntil(() => way().length === 3)
    const waiting = async () => {
      const { rows } = await open().db.execute<{ request: string }>(
        sql`select data ->> 'requestId' as request from pgboss.job where name = 'deliver-message' and state = 'created'`,
      )
      return rows
    }
    await expect.poll(waiting, { timeout: 30_000 }).toEqual([{ request: 'request-of-the-booking' }])
    world.clock.advance(60)
    await waitUntil(() => way().length === 5)
    expect(way().map(([msg]) => msg)).toEqual([
      'booked',
      'call to Divar',
      'chat message',
      'call to Divar',
      'chat message',
    ])
    // Where a minute begins just now, the sweep comes before the waiting job, as a request of its own.
    const [, , first, , second] = way().map(([, requestId]) => requestId)
    expect(first).toBe('request-of-the-booking')
    if (second !== first) expect(second).toMatch(/^[\w-]{36}$/)
  })

  it("is the sweep's after the job was lost", async () => {
    const before = await start(open(), { worker: false })
    await before.book('request-of-the-booking')
    await open().db.execute(sql`delete from pgboss.job`)
    const { way } = await start(open())
    await waitUntil(() => way().length === 2)
    const [[, first], [, second]] = way() as [string[], string[]]
    expect(first).toMatch(/^[\w-]{36}$/)
    expect(second).toBe(first)
  })

  it('is unique for each job without a request', async () => {
    const { jobs, erasures } = await start(open())
    await jobs.enqueue(null, 'erase-expired', {})
    await waitUntil(() => erasures().length >= 1)
    await jobs.enqueue(null, 'erase-expired', {})
    await waitUntil(() => erasures().length >= 2)
    for (const requestId of erasures()) expect(requestId).toMatch(/^[\w-]{36}$/)
    expect(new Set(erasures()).size).toBe(erasures().length)
  })

  it('does not make duplicate jobs unique', async () => {
    const { jobs } = await start(open(), { worker: false })
    await open().db.execute(sql`delete from pgboss.job`)
    for (const requestId of ['request-1', 'request-2']) {
      await withRequestId(requestId, async () => await jobs.enqueue(null, 'deliver-message', { id: 'one' }))
    }
    const { rows } = await open().db.execute(sql`select data from pgboss.job where name = 'deliver-message'`)
    expect(rows).toEqual([{ data: { id: 'one', requestId: 'request-1' } }])
  })
})

describeOnBothEngines('the waiting jobs', (open) => {
  it('are reported for each queue with the number due and the age of the oldest', async () => {
    const { jobs } = await start(open(), { worker: false })
    await open().db.execute(sql`delete from pgboss.job`)
    for (const id of ['one', 'two']) await jobs.enqueue(null, 'deliver-message', { id })
    await jobs.enqueue(null, 'deliver-message', { id: 'three' }, { afterSeconds: 3_000 })
    await open().db.execute(
      sql`update pgboss.job set start_after = now() - interval '90 seconds' where data ->> 'id' = 'two'`,
    )
    await jobs.enqueue(null, 'erase-expired', {})
    await open().db.execute(sql`update pgboss.job set state = 'completed' where name = 'erase-expired'`)
    const [deliver, ...others] = await jobs.waiting()
    expect(deliver).toMatchObject({ queue: 'deliver-message', waiting: 2 })
    expect(deliver?.ageSeconds).toBeGreaterThanOrEqual(90)
    expect(deliver?.ageSeconds).toBeLessThan(3_000)
    expect(others).toEqual([...queuesOf(peyk).keys()].slice(1).map((queue) => ({ queue, waiting: 0, ageSeconds: 0 })))
  })
})

describe('the stored payload of a job', () => {
  it('is unchanged without a request', () => {
    expect(withOrigin({ id: 'one' })).toEqual({ id: 'one' })
  })

  it.each([{ id: 'one', requestId: 'نشانی' }, { id: 'one', requestId: 5 }, { id: 'one' }])(
    'gets a new request id when stored as %j',
    (stored) => {
      const { payload, requestId } = readOrigin(stored)
      expect(payload).toEqual({ id: 'one' })
      expect(requestId).toMatch(/^[\w-]{36}$/)
    },
  )

  it.each([null, undefined, 'text', 5])('is returned unchanged when it is %j', (stored) => {
    expect(readOrigin(stored).payload).toBe(stored)
  })
})
