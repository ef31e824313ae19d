import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { fillQueue, now } from '#lib/desk/testing.ts'
import { describeOnBothEngines } from '../testing.ts'
import { shipmentsOfCourier } from './courier-stops.ts'

describeOnBothEngines('what is sent to one courier, of twenty thousand shipments', (open) => {
  it('comes out of its index', async () => {
    const { db } = open()
    await fillQueue(db, 10_000)
    await db.execute(sql`update shipments set courier_id = 'courier-' || (hashtext(id) % 100)`)
    await db.execute(sql`analyze shipments`)
    const page = shipmentsOfCourier(db, 'courier-7', now, 100)
    const { rows } = await db.execute<{ 'QUERY PLAN': unknown }>(sql`explain (format json) ${page.getSQL()}`)
    const plan = JSON.stringify(rows)
    expect(plan).toContain('shipments_of_courier')
    expect(plan).not.toContain('Seq Scan')
  })
})
