import { and, eq, lt, sql } from 'drizzle-orm'
import type { HandoverStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { shipments } from '../schema/shipping.ts'

/** What stands in a shipment's row and is no business of who reads shipments. */
export function handoverRows(db: Db): HandoverStore {
  const look = async (shipmentId: string) => {
    const { sealedHandoverKey, codeTries } = shipments
    const [row] = await db.select({ sealedHandoverKey, codeTries }).from(shipments).where(eq(shipments.id, shipmentId))
    return row ?? { sealedHandoverKey: null, codeTries: 0 }
  }
  const write = async (shipmentId: string, set: Partial<typeof shipments.$inferInsert>) => {
    await db.update(shipments).set(set).where(eq(shipments.id, shipmentId))
  }
  return {
    setHandoverKey: async (id, sealedHandoverKey) => await write(id, { sealedHandoverKey, codeTries: 0 }),
    handoverKeyOf: async (id) => (await look(id)).sealedHandoverKey,
    codeTries: async (id) => (await look(id)).codeTries,
    clearCodeTries: async (id) => await write(id, { codeTries: 0 }),
    async takeCodeTry(id, most) {
      const rows = await db
        .update(shipments)
        .set({ codeTries: sql`${shipments.codeTries} + 1` })
        .where(and(eq(shipments.id, id), lt(shipments.codeTries, most)))
        .returning({ id: shipments.id })
      return rows.length === 1
    },
  }
}
