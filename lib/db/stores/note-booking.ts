import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../client.ts'
import { assistants, assistantConversations as talks } from '../schema/assistant.ts'

/** Counts a booking for every assistant that had spoken in its conversation, once per conversation. */
export async function noteBooking(tx: Tx, conversationId: string, now: Date): Promise<void> {
  const booked = await tx
    .update(talks)
    .set({ bookedAt: now })
    .where(and(eq(talks.conversationId, conversationId), isNull(talks.bookedAt), sql`${talks.answeredAt} is not null`))
    .returning({ assistantId: talks.assistantId })
  const ids = booked.map(({ assistantId }) => assistantId)
  if (ids.length === 0) return
  await tx
    .update(assistants)
    .set({ booked: sql`${assistants.booked} + 1` })
    .where(inArray(assistants.id, ids))
}
