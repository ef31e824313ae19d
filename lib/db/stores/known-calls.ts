import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { KnownCallStore } from '#lib/carrier/index.ts'
import type { Db } from '../client.ts'
import { carrierCallIds } from '../schema/carrier.ts'

/** What ids of the carrier's calls are bound to. */
export function knownCallStore(db: Db): KnownCallStore {
  return {
    async bind(id, about, receivedAt) {
      const bound = { about: carrierCallIds.about, stamp: carrierCallIds.stamp, refusal: carrierCallIds.refusal }
      const [row] = await db
        .insert(carrierCallIds)
        .values({ id, about, receivedAt })
        // Changes nothing, and gives back the row that is there.
        .onConflictDoUpdate({ target: carrierCallIds.id, set: { id } })
        .returning(bound)
      if (!row) throw new Error('an upsert gave no row')
      return row
    },
    async close(id, stamp, refusal) {
      const isFirst = or(isNull(carrierCallIds.stamp), lt(carrierCallIds.stamp, stamp))
      const rows = await db
        .update(carrierCallIds)
        .set({ stamp, refusal })
        .where(and(eq(carrierCallIds.id, id), isFirst))
        .returning({ id: carrierCallIds.id })
      return rows.length > 0
    },
  }
}
