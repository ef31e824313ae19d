import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { describeOnBothEngines } from './testing.ts'

describeOnBothEngines('the database', (open) => {
  it('has every table', async () => {
    const { rows } = await open().db.execute<{ n: number }>(sql`select count(*)::int as n from chat_messages`)
    expect(rows[0]?.n).toBe(0)
  })
})
