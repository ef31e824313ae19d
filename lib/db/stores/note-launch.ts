import { and, desc, eq, lte } from 'drizzle-orm'
import type { Shipment } from '#lib/shipping/index.ts'
import type { Tx } from '../client.ts'
import { seats } from '../schema/access.ts'
import { shipments } from '../schema/shipping.ts'

type Booked = Pick<Shipment, 'id' | 'conversationId' | 'proposerSide' | 'createdAt'>

/** Keeps with a shipment when Divar opened Peyk last for that side of its conversation: seats are gone within hours. */
export async function noteLaunch(tx: Tx, { id, conversationId, proposerSide, createdAt }: Booked): Promise<void> {
  const [last] = await tx
    .select({ at: seats.createdAt })
    .from(seats)
    .where(and(eq(seats.conversationId, conversationId), eq(seats.side, proposerSide), lte(seats.createdAt, createdAt)))
    .orderBy(desc(seats.createdAt))
    .limit(1)
  if (last) await tx.update(shipments).set({ launchedAt: last.at }).where(eq(shipments.id, id))
}
