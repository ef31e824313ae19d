import { eq } from 'drizzle-orm'
import type { CourierStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { shipments } from '../schema/shipping.ts'

/** Who was assigned to a shipment, which stands in its row. */
export function courierRows(db: Db): CourierStore {
  return {
    async setCourier(id, sealedCourier, updatedAt) {
      await db.update(shipments).set({ sealedCourier, updatedAt }).where(eq(shipments.id, id))
    },
    async sealedCourierOf(id) {
      const { sealedCourier } = shipments
      const [row] = await db.select({ sealedCourier }).from(shipments).where(eq(shipments.id, id))
      return row?.sealedCourier ?? null
    },
  }
}
