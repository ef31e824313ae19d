import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { eraseExpired } from '#lib/services/erase-expired.ts'
import { staffWorld } from './testing.ts'

const day = 24 * 3600
const entry = { staffId: null, what: 'team.invite', which: 'x', detail: null, address: null }

describeOnBothEngines('the audit of staff', (open) => {
  const setUp = () => {
    const world = staffWorld(open().db)
    const record = async (at: Date) => await world.deps.transaction(async (tx) => await tx.record({ ...entry, at }))
    const left = async () => (await world.deps.store.audit(0, 100)).map(({ at }) => at.toISOString())
    return { ...world, record, left }
  }

  it.each([
    ['changed', sql`update staff_audit set which = 'y'`],
    ['taken out of', sql`delete from staff_audit`],
    ['emptied', sql`truncate staff_audit`],
  ])('cannot be %s', async (_, statement) => {
    const { record, left } = setUp()
    const at = new Date()
    await record(at)
    await expect(open().db.execute(statement)).rejects.toMatchObject({
      cause: { message: 'the audit of staff is only added to' },
    })
    expect(await left()).toEqual([at.toISOString()])
  })

  it('keeps its entries for thirteen months, and then lets them go', async () => {
    const { record, left } = setUp()
    const now = new Date()
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
    await record(ago(396 * day))
    await record(ago(396 * day - 60))
    await eraseExpired({ db: open().db, clock: () => now })
    expect(await left()).toEqual([ago(396 * day - 60).toISOString()])
  })

  it('is read on in the order in which it was written', async () => {
    const { record, deps } = setUp()
    for (const minute of [3, 1, 2]) await record(new Date(Date.UTC(2026, 10, 29, 9, minute)))
    const [first, second] = await deps.store.audit(0, 2)
    expect([first?.at.getUTCMinutes(), second?.at.getUTCMinutes()]).toEqual([3, 1])
    expect((await deps.store.audit(second?.number ?? 0, 10)).map(({ at }) => at.getUTCMinutes())).toEqual([2])
  })
})
