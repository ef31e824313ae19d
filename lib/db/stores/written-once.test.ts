import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { buyer, shippingWorld } from '#lib/shipping/testing.ts'
import type { Db } from '../client.ts'
import { describeOnBothEngines } from '../testing.ts'
import { shippingStore } from './shipments.ts'
import { writtenOnce } from './written-once.ts'

describeOnBothEngines('a statement that is written once', (open) => {
  it('is written once for a database and once for each transaction', async () => {
    const { db } = open()
    const writtenFor: Db[] = []
    const statement = writtenOnce((one) => writtenFor.push(one))
    expect([statement(db), statement(db)]).toEqual([1, 1])
    await db.transaction(async (tx) => expect([statement(tx), statement(tx)]).toEqual([2, 2]))
    await db.transaction(async (tx) => expect(statement(tx)).toBe(3))
  })

  it('finds in a transaction what only that has written, and does not outside of it', async () => {
    const { db } = open()
    const { id, trackingCode } = await shippingWorld(db).booked(buyer)
    const titleIn = async (one: Db) => (await shippingStore(one).shipmentByCode(trackingCode))?.itemTitle
    const before = await titleIn(db)
    const undone = db.transaction(async (tx) => {
      await tx.execute(sql`update shipments set item_title = 'مهر' where id = ${id}`)
      expect(await titleIn(tx)).toBe('مهر')
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await titleIn(db)).toBe(before)
  })

  it('leaves no statement with a name at a server that a pooler may stand before', async () => {
    const { db } = open()
    await shippingStore(db).shipmentByCode('XK4M7P2Q8')
    // The embedded database's own are named so (`lib/db/prepared.ts`).
    const { rows } = await db.execute(sql`select name from pg_prepared_statements where name not like 'prepared_%'`)
    expect(rows).toEqual([])
  })
})
