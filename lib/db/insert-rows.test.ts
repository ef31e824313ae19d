import { sql } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { insertRows } from './insert-rows.ts'
import { tickets } from './schema/access.ts'
import { describeOnBothEngines } from './testing.ts'

const ticket: typeof tickets.$inferInsert = {
  ticketHash: 'hash',
  seatId: 'seat',
  conversationId: `پیک ' " \\ \n {} \\u0041`,
  side: 'DEMAND',
  postToken: null,
  source: '',
  hints: { 'a"b': '[1, null]', پ: '\\' },
  nearCity: 'null',
  launchUserId: null,
  launchVersion: 2,
  createdAt: new Date('2026-11-30T20:30:59.987Z'),
  expiresAt: new Date('2026-12-01T00:00:00.001Z'),
  redeemedAt: null,
  redeemedBySessionId: null,
}

describeOnBothEngines('rows that are inserted together', (open) => {
  it('are the same as those that are inserted one by one', async () => {
    const { db } = open()
    await db.insert(tickets).values(ticket)
    await db.execute(insertRows(tickets, [{ ...ticket, ticketHash: 'other' }]))
    const [one, other] = await db.select().from(tickets).orderBy(tickets.ticketHash)
    expect(one).toEqual(ticket)
    expect(other).toEqual({ ...ticket, ticketHash: 'other' })
  })

  it('may be none', async () => {
    await open().db.execute(insertRows(tickets, []))
    expect(await open().db.select().from(tickets)).toEqual([])
  })

  it('have one text, and as many parameters, for any number', () => {
    const texts = [1, 2, 100].map((count) => {
      const query = new PgDialect().sqlToQuery(
        sql`${insertRows(tickets, Array(count).fill(ticket))} on conflict do nothing`,
      )
      expect(query.params).toHaveLength(1)
      return query.sql
    })
    expect(new Set(texts).size).toBe(1)
  })
})
