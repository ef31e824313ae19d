import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import { idleOrders } from '#lib/carrier/testing.ts'
import { idleProofs } from '#lib/carrier/testing-proofs.ts'
import { openDatabase } from '#lib/db/client.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { soonEnds } from '#lib/kernel/testing-process.ts'
import { startJobs, waitUntil } from './testing.ts'

let dataDir = ''

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'peyk-crash-'))
  await layOutFolder(dataDir)
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Books in another process and kills it; gives the message's id. */
async function bookAndDie(moment: 'before' | 'during'): Promise<string> {
  const script = fileURLToPath(new URL('./testing-child.ts', import.meta.url))
  const child = spawn(process.execPath, [...soonEnds, script, dataDir, moment], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const id = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk).trim())))
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  return id
}

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
