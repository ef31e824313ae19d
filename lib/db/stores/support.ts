import { eq } from 'drizzle-orm'
import type { Db, Tx } from '../client.ts'
import { supportRequests } from '../schema/chatbot.ts'

export async function insertSupport(tx: Tx, request: typeof supportRequests.$inferInsert): Promise<void> {
  await tx.insert(supportRequests).values(request)
}

/** Sealed; null when it is gone. */
export async function supportText(db: Db, id: string): Promise<string | null> {
  const [row] = await db
    .select({ sealed: supportRequests.sealedText })
    .from(supportRequests)
    .where(eq(supportRequests.id, id))
  return row?.sealed ?? null
}
