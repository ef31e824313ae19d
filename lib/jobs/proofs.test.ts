import { sql } from 'drizzle-orm'
import { afterEach, expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { receiveProof } from '#lib/carrier/index.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { doorstep, proofWorld } from '#lib/carrier/testing-proofs.ts'
import type { Database } from '#lib/db/client.ts'
import { proofStore } from '#lib/db/stores/proofs.ts'
import { staffTransaction } from '#lib/db/stores/staff.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { type PeykJobs, startJobs, waitUntil } from './testing.ts'

const running: PeykJobs[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map(async (jobs) => await jobs.stop()))
})

async function start(database: Database, worker = true) {
  const world = proofWorld(database.db)
  // The worker's clock is later than the receiver's.
  if (worker) world.clock.advance(3_600)
  const { log, wake: _, ...proofs } = world.deps
  const { log: __, ...messages } = messageWorld(database.db).deps
  const orders = idleOrders(database.db)
  const { engine } = database
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
  const receive = async (trackingCode: string, fail = false) =>
    await receiveProof(
      {
        ...world.receiveDeps,
        transaction: async (work) =>
          await database.db.transaction(async (tx) => {
            const done = await work({
              proofs: proofStore(tx),
              wake: jobs.wakeIn(tx, 'proofs'),
              recordAudit: staffTransaction(tx).record,
            })
            if (fail) throw new Error('not after all')
            return done
          }),
      },
      { callId: newId(), trackingCode, picture: doorstep, staff: null },
    )
  return { ...world, jobs, receive }
}

const waiting = sql`select count(*)::int as n from pgboss.job where name = 'deliver-proof' and state = 'created'`

describeOnBothEngines('the jobs of proofs', (open) => {
  const delivered = async (world: Awaited<ReturnType<typeof start>>) => {
    const shipment = await world.reach('delivered')
    await world.knowBuyer()
    await world.askForNotices(shipment.id)
    return shipment
  }

  it('send received proofs and do not exist when that was rolled back', async () => {
    const quiet = await start(open(), false)
    const { trackingCode, id } = await delivered(quiet)
    const jobs = async () => (await open().db.execute<{ n: number }>(waiting)).rows[0]?.n
    await expect(quiet.receive(trackingCode, true)).rejects.toThrow('not after all')
    expect([await quiet.look(id), await jobs()]).toEqual([null, 0])
    await quiet.receive(trackingCode)
    expect(await jobs()).toBe(1)
    const { did, look } = await start(open())
    await waitUntil(async () => (await look(id))?.[0] === 'sent')
    expect(did).toEqual(['upload image/jpeg a doorstep', 'user user-buyer by grant-bot'])
  })

  it('are found by the sweep at start when lost', async () => {
    const quiet = await start(open(), false)
    const { trackingCode, id } = await delivered(quiet)
    await quiet.receive(trackingCode)
    await open().db.execute(sql`delete from pgboss.job`)
    const { look } = await start(open())
    await waitUntil(async () => (await look(id))?.[0] === 'sent')
    expect(await look(id)).toEqual(['sent', 'bot', null, 'gone'])
  })
})
