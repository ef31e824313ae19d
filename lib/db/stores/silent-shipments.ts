import { and, count, lte } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { isOnTheWay, shipments } from '../schema/shipping.ts'

/** How many shipments were accepted, are not over, and have had no step since then. */
export async function silentShipments(db: Db, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(shipments)
    .where(and(isOnTheWay, lte(shipments.updatedAt, since)))
  return row?.count ?? 0
}
