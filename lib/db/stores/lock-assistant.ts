import { eq, getTableColumns, sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { assistants } from '../schema/assistant.ts'

/**
 * Whatever its seller or its conversations change of an assistant is changed under this lock, so that it wakes the open pages of
 * it: they look again once all of it stands. Triggers do the same for what is written without the lock.
 */
const woken = sql`pg_notify('peyk_inbox', ${assistants.id})`

/** The row, if there is one, held until the transaction ends. */
export async function lockAssistant(tx: Tx, id: string): Promise<(typeof assistants.$inferSelect)[]> {
  const rows = await tx
    .select({ ...getTableColumns(assistants), woken })
    .from(assistants)
    .where(eq(assistants.id, id))
    .for('update')
  return rows.map(({ woken: _, ...row }) => row)
}
