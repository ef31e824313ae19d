import { sql } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import type { NewWebhook, OrderOutcome } from '#lib/carrier/index.ts'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import type { Database } from '#lib/db/client.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { notifyCarrierIn } from '#lib/services/carrier.ts'
import { type PeykJobs, startJobs, waitUntil } from './testing.ts'

const running: PeykJobs[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (jobs) => await jobs.stop()))
})

async function start(database: Database, worker = true, passedSeconds = 0) {
  const world = carrierWorld(database.db)
  world.clock.advance(passedSeconds)
  const { log, wake: _, ...orders } = world.deps
  const { log: __, ...messages } = messageWorld(database.db).deps
  const engine = database.engine
  const proofs = idleProofs(database.db)
  const jobs = await startJobs({
    measures: notedMeasures().measures,
    engine,
    worker,
    messages,
    orders,
    proofs,
    sweepAssistants: async () => undefined,
    eraseExpired: async () => undefined,
    log,
  })
  running.push(jobs)
  /** As the composition does it: row and job in one transaction. */
  const tell = async (order: Omit<NewWebhook, 'at'>, fail = false) =>
    await database.db.transaction(async (tx) => {
      await notifyCarrierIn(tx, world.clock, jobs.wakeIn(tx, 'carrier_orders'))({ ...order, at: world.clock() })
      if (fail) throw new Error('no change after all')
    })
  const stop = async () => {
    running.splice(running.indexOf(jobs), 1)
    await jobs.stop()
  }
  return { world, jobs, tell, stop }
}

async function countJobs(database: Database): Promise<number> {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where name = 'deliver-order' and state = 'created'`,
  )
  return rows[0]?.n ?? 0
}

const down: OrderOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'network_ECONNREFUSED' }

describeOnBothEngines('the jobs of orders', (open) => {
  it('send orders queued with a change and do not exist when that was rolled back', async () => {
    const quiet = await start(open(), false)
    const { id: shipmentId } = await quiet.world.accepted()
    await open().db.execute(sql`delete from pgboss.job`)
    await quiet.tell({ shipmentId, type: 'shipment.cancelled' })
    await expect(quiet.tell({ shipmentId, type: 'shipment.erased' }, true)).rejects.toThrow('no change')
    expect(await countJobs(open())).toBe(1)
    const { world } = await start(open())
    await waitUntil(() => world.received.length === 2)
    expect(world.received.map(({ type }) => type)).toEqual(['shipment.accepted', 'shipment.cancelled'])
  })

  it('resume after the engine was stopped, with the same id', async () => {
    const before = await start(open())
    const { id: shipmentId } = await before.world.accepted()
    const id = before.world.woken[0]?.id ?? ''
    before.world.answer(down)
    await before.jobs.enqueue(null, 'deliver-order', { id })
    await waitUntil(async () => (await before.world.look(id))[0]?.[1] === down.reason)
    await before.tell({ shipmentId, type: 'shipment.cancelled' })
    await before.stop()
    await open().db.execute(sql`delete from pgboss.job`)
    const after = await start(open(), true, 3_600)
    await waitUntil(() => after.world.received.length === 2)
    expect(before.world.received.map((one) => one.id)).toEqual([id])
    expect(after.world.received.map((one) => [one.id === id, one.type])).toEqual([
      [true, 'shipment.accepted'],
      [false, 'shipment.cancelled'],
    ])
  })

  it('of two processes send each order once', async () => {
    const [one, two] = [await start(open()), await start(open())]
    for (let number = 0; number < 10; number += 1) await one.world.accepted(`conversation-${number}`)
    const ids = one.world.woken.map(({ id }) => id)
    await Promise.all(
      [one, two].flatMap(({ jobs }) => ids.map(async (id) => await jobs.enqueue(null, 'deliver-order', { id }))),
    )
    const received = () => [...one.world.received, ...two.world.received].map(({ id }) => id)
    await waitUntil(async () => (await one.world.look(...ids)).every((found) => found?.[0] === 'delivered'))
    expect(received().sort()).toEqual(ids.sort())
  })
})
