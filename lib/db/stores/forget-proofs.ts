import { and, eq, exists, or, type SQL } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { removeRows, rowsOf } from '../rows.ts'
import { grants, parties, seats } from '../schema/access.ts'
import { notices } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'

/** What was photographed at a user's door. */
export async function forgetProofsOfUser(db: Db, divarUserId: string): Promise<void> {
  const received = (table: typeof parties | typeof grants | typeof seats | typeof notices, ofShipment: SQL) =>
    exists(rowsOf(db, table, and(ofShipment, eq(table.side, 'DEMAND'), eq(table.divarUserId, divarUserId))))
  const stood = [parties, grants, seats].map((table) =>
    received(table, eq(table.conversationId, shipments.conversationId)),
  )
  const theirs = or(...stood, received(notices, eq(notices.shipmentId, shipments.id)))
  const pictured = exists(rowsOf(db, shipments, and(eq(shipments.id, outbox.id), theirs)))
  await removeRows(db, outbox, and(eq(outbox.channel, 'proofs'), pictured))
}
