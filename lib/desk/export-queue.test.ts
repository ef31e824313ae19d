import { expect, it } from 'vitest'
import { deskStore } from '#lib/db/stores/desk.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { type DeskStore, exportQueue, parseFilter } from './index.ts'
import { fillQueue, now } from './testing.ts'

const viewer = { staffId: 'mina', role: 'viewer', address: null } as const

describeOnBothEngines('the file of the queue', (open) => {
  /** The store, and how many rows it was asked for at once. */
  const watched = () => {
    const store = deskStore(open().db)
    const asked: number[] = []
    const queue: DeskStore['queue'] = async (query, moments, limit) => {
      asked.push(limit)
      return await store.queue(query, moments, limit)
    }
    return { store: { ...store, queue }, asked }
  }

  it('has each row once, in the order of the queue, never more than 500 in memory', async () => {
    await fillQueue(open().db, 2_600)
    const { store, asked } = watched()
    const file = exportQueue({ store, clock: () => now }, viewer, parseFilter({ tab: 'open' }))
    if (file.kind !== 'rows') throw new Error(file.kind)
    const ids: string[] = []
    for await (const rows of file.pages) {
      expect(rows.length).toBeLessThanOrEqual(500)
      ids.push(...rows.map(({ id }) => id))
    }
    expect([ids.length, new Set(ids).size]).toEqual([2_600, 2_600])
    expect(Math.max(...asked)).toBe(500)
    const first = await deskStore(open().db).queue(
      { ...parseFilter({}), tab: { states: ['accepted', 'assigned', 'picked_up', 'delivery_failed'], only: null } },
      { now, silentSince: now, dayBegan: now },
      50,
    )
    expect(ids.slice(0, 50)).toEqual(first.map(({ row }) => row.id))
  })

  it('has what its filter shows from the first row on, from wherever the page was that asked for it', async () => {
    await fillQueue(open().db, 1_200)
    const { store } = watched()
    const count = async (query: Record<string, string>) => {
      const file = exportQueue({ store, clock: () => now }, viewer, parseFilter(query))
      let rows = 0
      if (file.kind === 'rows') for await (const page of file.pages) rows += page.length
      return rows
    }
    expect(await count({ tab: 'assigned' })).toBe(300)
    expect(await count({ tab: 'assigned', after: `${now.getTime() * 1000}~row-001000` })).toBe(300)
    expect(await count({ tab: 'open', city: 'shiraz' })).toBe(0)
  })

  it('is for nobody who sees no queue', () => {
    const { store } = watched()
    const allowed = roles.filter(
      (role) => exportQueue({ store, clock: () => now }, { ...viewer, role }, parseFilter({})).kind === 'rows',
    )
    expect(allowed).toEqual(['viewer', 'dispatcher', 'manager', 'admin'])
  })
})
