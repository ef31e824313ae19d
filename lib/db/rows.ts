import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from './client.ts'

/** Rows of which only their being there matters, for `exists`. */
export const rowsOf = (db: Db, table: PgTable, where: SQL | undefined) =>
  db.select({ one: sql`1` }).from(table).where(where)

/** Removes rows; gives how many went. */
export const removeRows = async (db: Db, table: PgTable, where: SQL | undefined): Promise<number> =>
  (await db.delete(table).where(where).returning({ one: sql`1` })).length
