import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { waitUntil } from '#lib/jobs/testing.ts'
import type { Services } from '../services.ts'
import { type BootEngine, bootWorld } from './testing-boot.ts'
import { doneOf, dueNames, leaveDue, leaveGrants, start } from './testing-due.ts'

vi.mock('../kernel/log.ts', async (original) => {
  const real = await original<typeof import('#lib/kernel/log.ts')>()
  return { ...real, createLog: () => real.createLog({ level: 'silent' }) }
})

describe.each<BootEngine>(['embedded', 'PostgreSQL'])('a start on %s with work due in every sweep', (engine) => {
  let world: Awaited<ReturnType<typeof bootWorld>>
  let app: Services

  beforeAll(async () => {
    world = await bootWorld(engine)
    await world.leave(async (database) => {
      await leaveGrants(database)
      await leaveDue(database, 'good')
    })
    app = await world.start(start)
  })
  afterAll(async () => await world.end())

  it.each(dueNames)('succeeds, after which it %s', async (name) => {
    const done = doneOf(app.database.db, world.asked, 'good')
    expect(Object.keys(done)).toEqual(dueNames)
    await waitUntil(async () => (await done[name]?.()) ?? false)
  })
})
