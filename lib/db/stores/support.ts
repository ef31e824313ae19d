import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '../client.ts'
import { supportRequests } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'

type Row = typeof supportRequests.$inferSelect

/** A request, and how far its order is: null where none was made yet. */
export type LastSupport = Row & { order: { state: string; attempts: number; happenedAt: Date } | null }

/**
 * The newest request of a conversation. Until the transaction ends nobody else asks for it, and its order does not leave.
 */
export async function lastSupport(tx: Tx, conversationId: string): Promise<LastSupport | null> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`support ${conversationId}`}, 0))`)
  const [request] = await tx
    .select()
    .from(supportRequests)
    .where(eq(supportRequests.conversationId, conversationId))
    .orderBy(desc(supportRequests.createdAt))
    .limit(1)
    .for('update')
  if (!request) return null
  const { state, attempts, at: happenedAt } = outbox
  const [order] = await tx
    .select({ state, attempts, happenedAt })
    .from(outbox)
    .where(
      and(eq(outbox.channel, 'carrier_orders'), eq(outbox.subjectId, request.id), eq(outbox.kind, 'support.asked')),
    )
    .for('update')
  return { ...request, order: order ?? null }
}

export async function insertSupport(tx: Tx, request: typeof supportRequests.$inferInsert): Promise<void> {
  await tx.insert(supportRequests).values(request)
}

export async function updateSupport(
  tx: Tx,
  id: string,
  change: Pick<Row, 'sealedText' | 'divarUserId'>,
): Promise<void> {
  await tx.update(supportRequests).set(change).where(eq(supportRequests.id, id))
}

/** Sealed; null when it is gone. */
export async function supportText(db: Db, id: string): Promise<string | null> {
  const [row] = await db
    .select({ sealed: supportRequests.sealedText })
    .from(supportRequests)
    .where(eq(supportRequests.id, id))
  return row?.sealed ?? null
}
