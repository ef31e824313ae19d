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
import type { Appointment, CarrierWebhookState, Place, Shipment, ShippingStore } from '#lib/shipping/index.ts'
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
import { readQuote } from './stored-quote.ts'
import { nameless, writtenOnce } from './written-once.ts'

const place = (city: string | null, district: string | null): Place | null =>
  city === null ? null : { city, district }

type Row = typeof shipments.$inferSelect

const toShipment = (row: Row | undefined): Shipment | null => (row ? asShipment(row) : null)

export function asShipment(row: Row): Shipment {
  // `isEmptied` is the erasing job's own mark, of no meaning to the domain, the courier's account the desk's, the launch the figures'.
  const { isEmptied: _, sealedHandoverKey: _k, codeTries: _t, sealedCourier: _c, courierId: _i, ...own } = row
  const { launchedAt: _l, ...known } = own
  const { pickupCity, pickupDistrict, dropoffCity, dropoffDistrict, pickupFrom, pickupTo, ...rest } = known
  return {
    ...rest,
    quote: readQuote(rest.quote),
    pickup: place(pickupCity, pickupDistrict),
    dropoff: place(dropoffCity, dropoffDistrict),
    pickupWindow: pickupFrom && pickupTo && { from: pickupFrom, to: pickupTo },
  }
}

const appointmentRow = ({ pickupWindow, promisedAt, delayReason }: Appointment) => ({
  pickupFrom: pickupWindow?.from ?? null,
  pickupTo: pickupWindow?.to ?? null,
  promisedAt,
  delayReason,
})

function toRow(shipment: Shipment): typeof shipments.$inferInsert {
  const { pickup, dropoff, pickupWindow, promisedAt, delayReason, ...rest } = shipment
  return {
    ...rest,
    ...appointmentRow({ pickupWindow, promisedAt, delayReason }),
    pickupCity: pickup?.city ?? null,
    pickupDistrict: pickup?.district ?? null,
    dropoffCity: dropoff?.city ?? null,
    dropoffDistrict: dropoff?.district ?? null,
  }
}

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

/** The shipping domain's rows, over the database or a transaction of it. */
export function shippingStore(db: Db): ShippingStore {
  return {
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
    async lockShipment(shipmentId) {
      const [row] = await db.select().from(shipments).where(eq(shipments.id, shipmentId)).for('update')
      return toShipment(row)
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
    async moveShipment(shipment, from, sends = null) {
      const { id, trackingCode: _, announced: _a, grantId: _g, otherGrantId: _o, ...rest } = toRow(shipment)
      const { pickupFrom: _f, pickupTo: _t, promisedAt: _p, delayReason: _r, ...set } = rest
      const [row] = await db
        .update(shipments)
        .set({ ...set, ...sends })
        .where(
          and(eq(shipments.id, id), eq(shipments.state, from.state), eq(shipments.proposerSide, from.proposerSide)),
        )
        .returning()
      return toShipment(row)
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
    async addStep({ shipmentId, event, state, by, at, began, happenedAt = at, reason }, author) {
      const { way = null, staffId = null, role = null } = author ?? {}
      const [told, earliest, latest] = [happenedAt, began, at].map((date) => sql`${date.toISOString()}::timestamptz`)
      const { rows } = await db.execute<{ number: number }>(sql`
        insert into ${shipmentSteps} (shipment_id, number, event, state, by, at, reason, way, staff_id, staff_role)
        select ${shipmentId}, coalesce(last.number, 0) + 1, ${event}, ${state}, ${by},
          least(greatest(${told}, coalesce(last.at, ${earliest})), ${latest}), ${reason}, ${way}, ${staffId}, ${role}
        from (values (1)) one left join lateral
          (select number, at from ${shipmentSteps} where shipment_id = ${shipmentId} order by number desc limit 1) last on true
        returning number`)
      const [row] = rows
      if (!row) throw new Error('a step gave no number')
      return row.number
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
    async insertCarrierCall(id, now) {
      const rows = await db
        .insert(carrierCalls)
        .values({ id, receivedAt: now })
        .onConflictDoNothing()
        .returning({ id: carrierCalls.id })
      return rows.length === 1
    },
  }
}
