import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipments } from '#lib/db/schema/shipping.ts'
import { deskStore } from '#lib/db/stores/desk.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { parseCursor, parseFilter, type QueueFilter, readQueue, writeCursor } from './index.ts'
import { inMinutes, now, putShipment } from './testing.ts'

const viewer = { staffId: 'mina', role: 'viewer', address: null } as const

describeOnBothEngines('the queue of the desk', (open) => {
  const put = async (...row: Parameters<typeof putShipment> extends [unknown, ...infer Rest] ? Rest : never) =>
    await putShipment(open().db, ...row)
  const read = async (change: Partial<QueueFilter> = {}) => {
    const filter = { ...parseFilter({}), ...change }
    const page = await readQueue({ store: deskStore(open().db), clock: () => now }, viewer, filter)
    if (page.kind !== 'page') throw new Error(page.kind)
    return page
  }
  const ids = async (change: Partial<QueueFilter> = {}) => (await read(change)).rows.map(({ id }) => id)

  it('has what is in its row, and nothing that names anybody', async () => {
    const { trackingCode } = await put({ id: 'one', promisedAt: inMinutes(-5), courierId: 'ali', itemTitle: 'دوچرخه' })
    expect((await read()).rows).toEqual([
      {
        id: 'one',
        trackingCode,
        state: 'accepted',
        promisedAt: inMinutes(-5),
        updatedAt: now,
        endedAt: null,
        service: 'city_express',
        pickup: { city: 'tehran', district: 'vanak' },
        dropoff: { city: 'tehran', district: 'narmak' },
        size: 'small',
        payer: 'buyer',
        priceToman: 120_000,
        courierId: 'ali',
        standing: { kind: 'late', minutes: 5 },
        attention: 'late',
      },
    ])
  })

  it('shows each shipment in its tabs and counts it there, but no proposal', async () => {
    const [later, silent] = [inMinutes(600), new Date('2026-11-01T00:00:00Z')]
    await put({ id: 'new', promisedAt: later })
    await put({ id: 'assigned', state: 'assigned', promisedAt: later })
    await put({ id: 'way', state: 'picked_up', promisedAt: later })
    await put({ id: 'late', state: 'picked_up', promisedAt: inMinutes(-1) })
    await put({ id: 'silent', updatedAt: silent })
    await put({ id: 'failed', state: 'delivery_failed' })
    await put({ id: 'delivered', state: 'delivered', endedAt: inMinutes(-60) })
    await put({ id: 'given-up', state: 'cancelled', endedAt: inMinutes(-60) })
    // Tehran's day began at 20:30 of the day before.
    await put({ id: 'first-today', state: 'returned', endedAt: new Date('2026-11-21T20:30:00Z') })
    await put({ id: 'yesterday', state: 'delivered', endedAt: new Date('2026-11-21T20:29:59Z') })
    await put({ id: 'proposal', state: 'proposed' }, true)
    await put({ id: 'withdrawn', state: 'cancelled', endedAt: inMinutes(-60) }, true)
    const shown = {
      new: ['new', 'silent'],
      assigned: ['assigned'],
      on_the_way: ['late', 'way'],
      exceptions: ['late', 'failed', 'silent'],
      open: ['late', 'assigned', 'new', 'way', 'failed', 'silent'],
      ended_today: ['delivered', 'first-today', 'given-up'],
    } as const
    for (const [tab, expected] of Object.entries(shown)) {
      expect([tab, ...(await ids({ tab: tab as QueueFilter['tab'] }))]).toEqual([tab, ...expected])
    }
    const counts = Object.fromEntries(Object.entries(shown).map(([tab, { length }]) => [tab, length]))
    expect((await read()).counts).toEqual(counts)
  })

  it('is narrowed by state, service, city of either end, lateness and courier', async () => {
    await put({ id: 'a', promisedAt: inMinutes(-1) })
    await put({ id: 'b', state: 'assigned', courierId: 'ali', promisedAt: inMinutes(0) })
    await put({ id: 'c', service: 'post_vijeh', dropoffCity: 'shiraz' })
    await put({ id: 'd', pickupCity: 'shiraz', courierId: 'reza' })
    const tab = 'open'
    expect(await ids({ tab, state: 'assigned' })).toEqual(['b'])
    expect(await ids({ tab, service: 'post_vijeh' })).toEqual(['c'])
    expect(await ids({ tab, city: 'shiraz' })).toEqual(['c', 'd'])
    expect(await ids({ tab, late: true })).toEqual(['a'])
    expect(await ids({ tab, courier: 'ali' })).toEqual(['b'])
    expect(await ids({ tab, courier: 'ali', late: true })).toEqual([])
  })

  it('shows each of many rows once, page by page, while others come and go', async () => {
    const all = Array.from({ length: 120 }, (_, i) => `id-${String(i).padStart(3, '0')}`)
    // Some were promised the same moment, some none.
    for (const [i, id] of all.entries()) {
      await put({ id, promisedAt: i < 100 ? inMinutes(Math.floor(i / 7)) : null })
    }
    const first = await read()
    await put({ id: 'aaa', promisedAt: inMinutes(-10) })
    await open().db.delete(shipments).where(eq(shipments.id, 'id-003'))
    const second = await read({ after: first.next })
    await put({ id: 'zzz', promisedAt: null })
    const third = await read({ after: second.next })
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([...all, 'zzz'])
    expect([first.rows.length, second.rows.length, third.next]).toEqual([50, 50, null])
  })

  it('goes on right behind a promise that is no whole millisecond', async () => {
    const moments = sql`('2026-11-22T10:00:00Z'::timestamptz + substr(id, 4)::int * interval '1 microsecond')`
    for (let i = 100; i < 160; i += 1) await put({ id: `id-${i}` })
    await open().db.update(shipments).set({ promisedAt: moments })
    const first = await read()
    const next = first.next && parseCursor(writeCursor(first.next))
    expect((await ids({ after: next }))[0]).toBe('id-150')
  })

  it('is read by those alone who work at the desk', async () => {
    const may = []
    for (const role of roles) {
      const page = await readQueue(
        { store: deskStore(open().db), clock: () => now },
        { ...viewer, role },
        parseFilter({}),
      )
      if (page.kind === 'page') may.push(role)
    }
    expect(may).toEqual(['viewer', 'dispatcher', 'manager', 'admin'])
  })
})
