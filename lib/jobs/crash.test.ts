import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { startJobs, waitUntil } from './testing.ts'
import { killAtFirstLine } from './testing-killed.ts'

let dataDir = ''

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-crash-'))
  await layOutFolder(dataDir)
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Books in another process and kills it; gives the message's id. */
const bookAndDie = (moment: 'before' | 'during') =>
  killAtFirstLine(new URL('./testing-child.ts', import.meta.url), dataDir, moment)

async function startAgain(passedSeconds: number) {
  const database = await openDatabase({ dataDir })
  const world = messageWorld(database.db)
  world.clock.advance(passedSeconds)
  const { log, ...messages } = world.deps
  const jobs = await startJobs({
    measures: notedMeasures().measures,
    engine: database.engine,
    worker: true,
    messages,
    orders: idleOrders(database.db),
    sweepAssistants: async () => undefined,
    proofs: idleProofs(database.db),
    eraseExpired: async () => undefined,
    log,
  })
  const state = async (id: string) => (await world.deps.messages.find(id))?.state
  const stop = async () => {
    await jobs.stop()
    await database.close()
  }
  return { world, state, stop }
}

describe('a message whose process was killed', { timeout: 180_000 }, () => {
  it('between booking and send is sent by the next process once, without a visitor', async () => {
    const id = await bookAndDie('before')
    const { world, state, stop } = await startAgain(1)
    await waitUntil(async () => (await state(id)) === 'sent')
    await stop()
    expect(world.sends).toHaveLength(1)
    const again = await startAgain(120)
    expect(await again.state(id)).toBe('sent')
    await again.stop()
    expect(again.world.sends).toEqual([])
  })

  it('during the send becomes unconfirmed after its lease and is not repeated', async () => {
    const id = await bookAndDie('during')
    const { world, state, stop } = await startAgain(58)
    expect(await state(id)).toBe('sending')
    world.clock.advance(2)
    await waitUntil(async () => (await state(id)) === 'unconfirmed')
    await stop()
    expect(world.sends).toEqual([])
  })
})
