import {
  and,
  asc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  ne,
  notInArray,
  or,
  sql,
} from 'drizzle-orm'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import type { CarrierWebhookState, ShippingStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { carrierCalls } from '../schema/carrier.ts'
import { outbox } from '../schema/outbox.ts'
import {
  isOnTheWay,
  openStates,
  shipmentAddresses,
  shipmentProblems,
  shipmentSteps,
  shipments,
} from '../schema/shipping.ts'
import { tapRows } from './courier-taps.ts'
import { courierRows } from './couriers.ts'
import { draftRows } from './drafts.ts'
import { forgetTypedRows } from './forget-typed.ts'
import { handoverRows } from './handovers.ts'
import { noticeRows } from './notices.ts'
import { personRows } from './persons.ts'
import { appointmentRow, asShipment, toRow, toShipment } from './shipment-row.ts'
import { stepRows } from './shipment-steps.ts'
import { nameless, writtenOnce } from './written-once.ts'

const byCode = writtenOnce((db) =>
  db
    .select()
    .from(shipments)
    .where(eq(shipments.trackingCode, sql.placeholder('code')))
    .prepare(nameless),
)

const addressOfSide = writtenOnce((db) => {
  const { mobileDigest: _, ...known } = getTableColumns(shipmentAddresses)
  const { shipmentId, side } = shipmentAddresses
  const ofSide = and(eq(shipmentId, sql.placeholder('shipmentId')), eq(side, sql.placeholder('side')))
  return db.select(known).from(shipmentAddresses).where(ofSide).prepare(nameless)
})

const stepsInOrder = writtenOnce((db) => {
  const { way: _, staffId: _s, staffRole: _r, ...known } = getTableColumns(shipmentSteps)
  const { shipmentId, number } = shipmentSteps
  const own = eq(shipmentId, sql.placeholder('shipmentId'))
  return db.select(known).from(shipmentSteps).where(own).orderBy(asc(number)).prepare(nameless)
})

/** The shipping domain's rows, over the database or a transaction of it. `gather`: see `stepRows`. */
export function shippingStore(db: Db, gather: Gather = eachAlone): ShippingStore {
  return {
    ...stepRows(db, gather),
    ...draftRows(db),
    ...handoverRows(db),
    ...courierRows(db),
    ...tapRows(db),
    ...noticeRows(db),
    ...personRows(db),
    ...forgetTypedRows(db, asShipment),
    async shipmentByCode(trackingCode) {
      const [row] = await byCode(db).execute({ code: trackingCode })
      return toShipment(row)
    },
    async shipmentsByCode(trackingCodes) {
      const rows = await db
        .select()
        .from(shipments)
        .where(inArray(shipments.trackingCode, [...new Set(trackingCodes)]))
      return trackingCodes.map((code) => toShipment(rows.find((row) => row.trackingCode === code)))
    },
    async shipmentById(id) {
      const [row] = await db.select().from(shipments).where(eq(shipments.id, id))
      return toShipment(row)
    },
    async openShipment(conversationId) {
      const [row] = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.conversationId, conversationId), inArray(shipments.state, openStates)))
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
    async setAppointment(shipmentId, appointment, at) {
      const set = { ...appointmentRow(appointment), updatedAt: at }
      await db.update(shipments).set(set).where(eq(shipments.id, shipmentId))
    },
    async dueProposals(now, limit, met) {
      const rows = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.state, 'proposed'), lte(shipments.dueAt, now), notInArray(shipments.id, met)))
        .orderBy(asc(shipments.dueAt))
        .limit(limit)
      return rows.flatMap((row) => toShipment(row) ?? [])
    },
    async dueReminders(now, limit, met) {
      const rows = await db
        .select()
        .from(shipments)
        .where(and(eq(shipments.state, 'proposed'), lte(shipments.remindAt, now), notInArray(shipments.id, met)))
        .orderBy(asc(shipments.remindAt))
        .limit(limit)
      return rows.flatMap((row) => toShipment(row) ?? [])
    },
    async silentShipments(since, limit, met) {
      const rows = await db
        .select()
        .from(shipments)
        .where(and(isOnTheWay, lte(shipments.updatedAt, since), notInArray(shipments.id, met)))
        .orderBy(asc(shipments.updatedAt))
        .limit(limit)
      return rows.flatMap((row) => toShipment(row) ?? [])
    },
    async settleReminder(shipmentId) {
      const stands = and(eq(shipments.id, shipmentId), eq(shipments.state, 'proposed'), isNotNull(shipments.remindAt))
      const rows = await db.update(shipments).set({ remindAt: null }).where(stands).returning({ id: shipments.id })
      return rows.length === 1
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
    async swapGrants(shipmentId) {
      // One statement: both are read before either is written.
      await db
        .update(shipments)
        .set({ grantId: sql`${shipments.otherGrantId}`, otherGrantId: sql`${shipments.grantId}` })
        .where(eq(shipments.id, shipmentId))
    },
    async setGrant(shipmentId, by, grantId) {
      const set = by === 'proposer' ? { grantId } : { otherGrantId: grantId }
      await db.update(shipments).set(set).where(eq(shipments.id, shipmentId))
    },
    async shipmentsIn(states, after, limit) {
      const rows = await db
        .select()
        .from(shipments)
        .where(
          and(inArray(shipments.state, [...states]), after === null ? undefined : gt(shipments.trackingCode, after)),
        )
        .orderBy(asc(shipments.trackingCode))
        .limit(limit)
      return rows.flatMap((row) => toShipment(row) ?? [])
    },
    async insertAddress(address) {
      await db.insert(shipmentAddresses).values(address)
    },
    async addressOf(shipmentId, side) {
      const [row] = await addressOfSide(db).execute({ shipmentId, side })
      return row ?? null
    },
    async deleteAddresses(shipmentId, side) {
      const ofSide = side === undefined ? undefined : eq(shipmentAddresses.side, side)
      const rows = await db
        .delete(shipmentAddresses)
        .where(and(eq(shipmentAddresses.shipmentId, shipmentId), ofSide))
        .returning({ side: shipmentAddresses.side })
      return rows.length > 0
    },
    async stepsOf(shipmentId) {
      return await stepsInOrder(db).execute({ shipmentId })
    },
    async courierIdOf(shipmentId) {
      const { courierId } = shipments
      const [row] = await db.select({ courierId }).from(shipments).where(eq(shipments.id, shipmentId))
      return row?.courierId ?? null
    },
    async setSentCourier(shipmentId, sent, at) {
      await db
        .update(shipments)
        .set({ ...sent, updatedAt: at })
        .where(eq(shipments.id, shipmentId))
    },
    async insertProblem(problem) {
      await db.insert(shipmentProblems).values(problem)
    },
    async problemsOf(shipmentId) {
      return await db
        .select()
        .from(shipmentProblems)
        .where(eq(shipmentProblems.shipmentId, shipmentId))
        .orderBy(asc(shipmentProblems.createdAt))
    },
    async orderStates(shipmentId, type) {
      const rows = await db
        .select({ reference: outbox.reference, state: outbox.state })
        .from(outbox)
        .where(and(eq(outbox.channel, 'carrier_orders'), eq(outbox.subjectId, shipmentId), eq(outbox.kind, type)))
      return rows as { reference: string; state: CarrierWebhookState }[]
    },
    async hasCarrierCall(id) {
      return (await db.select({ id: carrierCalls.id }).from(carrierCalls).where(eq(carrierCalls.id, id))).length === 1
    },
  }
}
