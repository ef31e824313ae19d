import { and, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import type { CourierStopStore, CourierTx } from '#lib/courier/index.ts'
import type { Db, Tx } from '../client.ts'
import { courierSights } from '../schema/courier.ts'
import { shipmentAddresses, shipments } from '../schema/shipping.ts'
import { asShipment } from './shipment-row.ts'
import { staffTransaction } from './staff.ts'

/** What is sent to one courier and open, or ended since then: as a statement, which a test asks the database about. */
export function shipmentsOfCourier(db: Db, staffId: string, endedSince: Date, limit: number) {
  const { courierId, endedAt, updatedAt } = shipments
  return db
    .select()
    .from(shipments)
    .where(and(eq(courierId, staffId), or(isNull(endedAt), gte(endedAt, endedSince))))
    .orderBy(desc(updatedAt), desc(shipments.id))
    .limit(limit)
}

/** What is sent to couriers, over the database. */
function courierStops(db: Tx): CourierStopStore {
  return {
    shipmentsOf: async (staffId, endedSince, limit) =>
      (await shipmentsOfCourier(db, staffId, endedSince, limit)).map(asShipment),
    async endsOf(staffId, shipmentIds) {
      if (shipmentIds.length === 0) return []
      const { shipmentId, side, sealed } = shipmentAddresses
      // One statement: whose a shipment is and where it stands are of the moment in which the address is read.
      const rows = await db
        .select({ shipmentId, side, sealed, state: shipments.state })
        .from(shipmentAddresses)
        .innerJoin(shipments, eq(shipments.id, shipmentId))
        .where(and(inArray(shipmentId, [...shipmentIds]), eq(shipments.courierId, staffId)))
      return rows.map(({ side: of, ...row }) => ({ ...row, end: of === 'SUPPLY' ? 'pickup' : 'dropoff' }))
    },
  }
}

/** The same inside the caller's transaction, with what a look leaves behind. */
export function courierTransaction(tx: Tx): CourierTx {
  return {
    ...courierStops(tx),
    recordAudit: staffTransaction(tx).record,
    async noteSights(staffId, ends, at) {
      if (ends.length === 0) return []
      const rows = ends.map(({ shipmentId, end }) => ({ shipmentId, staffId, end, at }))
      const { shipmentId, end } = courierSights
      return await tx.insert(courierSights).values(rows).onConflictDoNothing().returning({ shipmentId, end })
    },
  }
}
