import { and, eq } from 'drizzle-orm'
import type { ShippingStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { parties } from '../schema/access.ts'

/** Who is proved to be a side. */
export function personRows(db: Db): Pick<ShippingStore, 'provedUser'> {
  return {
    async provedUser(conversationId, side) {
      const [row] = await db
        .select({ divarUserId: parties.divarUserId })
        .from(parties)
        .where(and(eq(parties.conversationId, conversationId), eq(parties.side, side)))
      return row?.divarUserId ?? null
    },
  }
}
