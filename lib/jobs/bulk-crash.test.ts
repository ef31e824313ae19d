import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { staffAudit } from '#lib/db/schema/staff.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { actOnMany } from '#lib/desk/index.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { deskDeps } from '#lib/services/desk.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { startJobs, waitUntil } from './testing.ts'
import { killAtFirstLine } from './testing-killed.ts'

let dataDir = ''

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-bulk-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  await layOutFolder(dataDir)
})

/** Gives eight shipments away in another process and kills it in the middle; gives their tracking codes. */
const giveAndDie = async (where: string) =>
  (await killAtFirstLine(new URL('./testing-bulk-child.ts', import.meta.url), dataDir, where)).split(' ')

it.each([
  ['in the transaction that all its steps share', 'shared', 0],
  ['in the sixth of those of their own', 'alone', 5],
  ['before what it queued is woken', 'unwoken', 8],
])(
  'a bulk killed %s leaves whole steps, whose orders leave without a visitor, and nothing twice when it is sent again',
  async (_, where, many) => {
    const trackingCodes = await giveAndDie(where)
    const database = await openDatabase({ dataDir })
    onTestFinished(database.close)
    const { db } = database
    const { deps, received, shipping, clock } = carrierWorld(db)
    clock.advance(120)
    const { log, wake: _wake, ...orders } = deps
    const { log: _log, ...messages } = messageWorld(db).deps
    const jobs = await startJobs({
      measures: notedMeasures().measures,
      engine: database.engine,
      worker: true,
      messages,
      orders,
      sweepAssistants: async () => undefined,
      proofs: idleProofs(db),
      eraseExpired: async () => undefined,
      log,
    })
    onTestFinished(jobs.stop)
    const kept = async () => {
      const given = await db.select({ id: shipments.id }).from(shipments).where(eq(shipments.state, 'assigned'))
      const steps = await db.select().from(shipmentSteps).where(eq(shipmentSteps.event, 'assign'))
      const told = await db.select().from(outbox).where(eq(outbox.kind, 'shipment.moved'))
      return [
        given.map(({ id }) => id),
        steps.map(({ shipmentId }) => shipmentId),
        told.map(({ subjectId }) => subjectId),
        (await db.select().from(staffAudit)).map(({ which }) => which),
      ].map((ids) => ids.sort())
    }
    const moved = () => received.filter(({ type }) => type === 'shipment.moved').map(({ id }) => id)

    const [given = [], ...others] = await kept()
    expect(given).toHaveLength(many)
    expect(others).toEqual([given, given, given])
    await waitUntil(() => moved().length === many)

    const { threads } = threadWorld(db)
    const wakeOrderIn = () => jobs.wakeIn(null, 'carrier_orders')
    const desk = deskDeps({ db, shipping, together: async (work) => await work(shipping), threads, wakeOrderIn })
    const mina = { staffId: 'mina', role: 'dispatcher', address: null } as const
    const act = { kind: 'assign', courierId: 'ali' } as const
    const again = await actOnMany(desk, mina, { trackingCodes, tapId: 'bulk', act })
    const kinds = again.kind === 'acted' ? again.results.map(({ result }) => result.kind).sort() : []
    expect(kinds).toEqual([...Array(8 - many).fill('done'), ...Array(many).fill('repeated')])
    const all = await kept()
    expect(all[0]).toHaveLength(8)
    expect(all).toEqual(Array(4).fill(all[0]))
    expect(new Set(moved()).size).toBe(moved().length)
  },
  180_000,
)
