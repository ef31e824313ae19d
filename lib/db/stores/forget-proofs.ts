import { and, eq, exists, or, sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { grants, parties, seats } from '../schema/access.ts'
import { notices } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'
import { removeRows } from './forget-user.ts'

/** What was photographed at a user's door. */
export async function forgetProofsOfUser(db: Db, divarUserId: string): Promise<void> {
  const one = { one: sql`1` }
  const at = (table: typeof parties | typeof grants | typeof seats) => {
    const received = and(eq(table.conversationId, shipments.conversationId), eq(table.side, 'DEMAND'))
    return exists(
      db
        .select(one)
        .from(table)
        .where(and(received, eq(table.divarUserId, divarUserId))),
    )
  }
  const told = and(eq(notices.shipmentId, shipments.id), eq(notices.side, 'DEMAND'))
  const asked = exists(
    db
      .select(one)
      .from(notices)
      .where(and(told, eq(notices.divarUserId, divarUserId))),
  )
  const received = and(eq(shipments.id, outbox.id), or(at(parties), at(grants), at(seats), asked))
  await removeRows(
    db,
    outbox,
    and(eq(outbox.channel, 'proofs'), exists(db.select(one).from(shipments).where(received))),
  )
}
