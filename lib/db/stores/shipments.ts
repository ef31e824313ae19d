import { and, asc, desc, eq, inArray, isNull, lte, ne, or } from 'drizzle-orm'
import type { Place, Shipment, ShipmentAddress, ShipmentStep, ShippingStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { openStates, shipmentAddresses, shipmentSteps, shipments } from '../schema/shipping.ts'
import { draftRows } from './drafts.ts'

const place = (city: string | null, district: string | null): Place | null =>
  city === null ? null : { city, district }

type Row = typeof shipments.$inferSelect

function toShipment(row: Row | undefined): Shipment | null {
  if (!row) return null
  const { pickupCity, pickupDistrict, dropoffCity, dropoffDistrict, ...rest } = row
  // Only rows that `toRow` wrote are read back, so the text and json columns hold what the type says.
  return {
    ...rest,
    pickup: place(pickupCity, pickupDistrict),
    dropoff: place(dropoffCity, dropoffDistrict),
  } as unknown as Shipment
}

function toRow(shipment: Shipment): Row {
  const { pickup, dropoff, ...rest } = shipment
  return {
    ...rest,
    pickupCity: pickup?.city ?? null,
    pickupDistrict: pickup?.district ?? null,
    dropoffCity: dropoff?.city ?? null,
    dropoffDistrict: dropoff?.district ?? null,
  } as unknown as Row
}

/** The shipping domain's rows, over the database or a transaction of it. */
export function shippingStore(db: Db): ShippingStore {
  return {
    ...draftRows(db),
    async shipmentByCode(trackingCode) {
      const [row] = await db.select().from(shipments).where(eq(shipments.trackingCode, trackingCode))
      return toShipment(row)
    },
    async openShipment(conversationId) {
      const [row] = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.conversationId, conversationId), inArray(shipments.state, openStates)))
      return toShipment(row)
    },
    async latestShipment(conversationId) {
      const [row] = await db
        .select()
        .from(shipments)
        .where(eq(shipments.conversationId, conversationId))
        .orderBy(desc(shipments.createdAt))
        .limit(1)
      return toShipment(row)
    },
    async insertShipment(shipment) {
      const rows = await db
        .insert(shipments)
        .values(toRow(shipment))
        .onConflictDoNothing()
        .returning({ id: shipments.id })
      return rows.length === 1
    },
    async moveShipment(shipment, from) {
      const { state, updatedAt, dueAt, endedAt } = shipment
      const rows = await db
        .update(shipments)
        .set({ state, updatedAt, dueAt, endedAt })
        .where(and(eq(shipments.id, shipment.id), eq(shipments.state, from)))
        .returning({ id: shipments.id })
      return rows.length === 1
    },
    async dueProposals(now, limit) {
      const rows = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.state, 'proposed'), lte(shipments.dueAt, now)))
        .orderBy(asc(shipments.dueAt))
        .limit(limit)
      return rows.flatMap((row) => toShipment(row) ?? [])
    },
    async markAnnounced(shipmentId, grantId) {
      const rows = await db
        .update(shipments)
        .set({ announced: true, grantId })
        .where(
          and(
            eq(shipments.id, shipmentId),
            eq(shipments.state, 'proposed'),
            or(eq(shipments.announced, false), isNull(shipments.grantId), ne(shipments.grantId, grantId)),
          ),
        )
        .returning({ id: shipments.id })
      return rows.length === 1
    },
    async insertAddress(address) {
      await db.insert(shipmentAddresses).values(address)
    },
    async addressOf(shipmentId, side) {
      const [row] = await db
        .select()
        .from(shipmentAddresses)
        .where(and(eq(shipmentAddresses.shipmentId, shipmentId), eq(shipmentAddresses.side, side)))
      return (row as ShipmentAddress | undefined) ?? null
    },
    async deleteAddresses(shipmentId) {
      await db.delete(shipmentAddresses).where(eq(shipmentAddresses.shipmentId, shipmentId))
    },
    async insertStep(step) {
      await db.insert(shipmentSteps).values(step)
    },
    async stepsOf(shipmentId) {
      const rows = await db
        .select()
        .from(shipmentSteps)
        .where(eq(shipmentSteps.shipmentId, shipmentId))
        .orderBy(asc(shipmentSteps.number))
      return rows as ShipmentStep[]
    },
  }
}
