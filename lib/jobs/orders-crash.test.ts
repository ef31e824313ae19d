import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { startJobs, waitUntil } from './testing.ts'
import { killAtFirstLine } from './testing-killed.ts'

let dataDir = ''

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-orders-'))
  await layOutFolder(dataDir)
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Queues an order in another process and kills it; gives the order's id. */
const orderAndDie = (moment: 'before' | 'during') =>
  killAtFirstLine(new URL('./testing-order-child.ts', import.meta.url), dataDir, moment)

async function startAgain(passedSeconds: number) {
  const database = await openDatabase({ dataDir })
  const world = carrierWorld(database.db)
  world.clock.advance(passedSeconds)
  const { log, wake: _, ...orders } = world.deps
  const { log: __, ...messages } = messageWorld(database.db).deps
  const engine = database.engine
  const proofs = idleProofs(database.db)
  const jobs = await startJobs({
    measures: notedMeasures().measures,
    engine,
    worker: true,
    messages,
    orders,
    sweepAssistants: async () => undefined,
    proofs,
    eraseExpired: async () => undefined,
    log,
  })
  const state = async (id: string) => (await world.look(id))[0]?.[0]
  const stop = async () => {
    await jobs.stop()
    await database.close()
  }
  return { world, state, stop }
}

describe('an order whose process was killed', { timeout: 180_000 }, () => {
  it('before the request is sent once, without a visitor', async () => {
    const id = await orderAndDie('before')
    const { world, state, stop } = await startAgain(1)
    await waitUntil(async () => (await state(id)) === 'delivered')
    await stop()
    expect(world.received.filter((one) => one.id === id)).toHaveLength(1)
  })

  it('during the request is repeated with its id before the next order', async () => {
    const id = await orderAndDie('during')
    const { world, state, stop } = await startAgain(58)
    expect(await state(id)).toBe('sending')
    world.clock.advance(2)
    await waitUntil(async () => (await state(id)) === 'delivered')
    await stop()
    expect(world.received[0]).toMatchObject({ id, type: 'shipment.accepted' })
  })
})
