import { eq } from 'drizzle-orm'
import type { TapStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { courierTaps } from '../schema/courier.ts'

/** Taps of couriers, and wrong codes of other calls, by their ids. */
export function tapRows(db: Db): TapStore {
  return {
    async tapAnswer(id) {
      const [row] = await db.select({ answer: courierTaps.answer }).from(courierTaps).where(eq(courierTaps.id, id))
      return row?.answer ?? null
    },
    async keepTap(tap) {
      await db.insert(courierTaps).values(tap)
    },
  }
}
