import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'

/** What the database's own clock says. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await db.execute<{ ms: string }>(sql`select extract(epoch from clock_timestamp()) * 1000 as ms`)
  return new Date(Number(rows[0]?.ms))
}
