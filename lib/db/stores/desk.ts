import { and, asc, desc, eq, gte, inArray, isNotNull, lt, lte, not, or, type SQL, sql } from 'drizzle-orm'
import type { Cursor, DeadOrder, DeskStore, Moments, QueueQuery, QueueRow, StuckMessage, Tab } from '#lib/desk/index.ts'
import type { Db } from '../client.ts'
import { type FailedState, isFailed, outbox } from '../schema/outbox.ts'
import {
  isIn,
  isOnTheWay,
  promiseOrder,
  shipmentAddresses,
  shipmentNotes,
  shipmentSteps,
  shipments,
} from '../schema/shipping.ts'
import { paperRows } from './desk-paper.ts'
import { readQuote, type StoredQuote } from './stored-quote.ts'

/** Exact, as milliseconds are not: a page begins right behind the last row of the one before. */
const promiseMicroseconds = sql<string | null>`(extract(epoch from ${shipments.promisedAt}) * 1000000)::bigint::text`

const columns = {
  id: shipments.id,
  trackingCode: shipments.trackingCode,
  state: shipments.state,
  promisedAt: shipments.promisedAt,
  updatedAt: shipments.updatedAt,
  endedAt: shipments.endedAt,
  service: shipments.service,
  pickupCity: shipments.pickupCity,
  pickupDistrict: shipments.pickupDistrict,
  dropoffCity: shipments.dropoffCity,
  dropoffDistrict: shipments.dropoffDistrict,
  parcel: shipments.parcel,
  payer: shipments.payer,
  quote: shipments.quote,
  courierId: shipments.courierId,
}

type Found = Pick<typeof shipments.$inferSelect, keyof typeof columns>

function toRow({ parcel, quote, pickupCity, pickupDistrict, dropoffCity, dropoffDistrict, ...rest }: Found): QueueRow {
  return {
    ...rest,
    pickup: pickupCity === null ? null : { city: pickupCity, district: pickupDistrict },
    dropoff: dropoffCity === null ? null : { city: dropoffCity, district: dropoffDistrict },
    size: parcel.size,
    priceToman: readQuote(quote as StoredQuote).max,
  }
}

/** What a tab shows, with its states written out: only so the partial indexes are known again. */
function inTab({ states, only }: Tab, moments: Moments): SQL | undefined {
  const inState = isIn(states)
  if (only === 'attention') return and(inState, wantsLook(moments))
  if (only === 'ended_today') return and(inState, gte(shipments.endedAt, moments.dayBegan), wasAccepted())
  return inState
}

const wantsLook = ({ now, silentSince }: Moments) =>
  or(eq(shipments.state, 'delivery_failed'), isLate(now), lte(shipments.updatedAt, silentSince))

const isLate = (now: Date) => lt(shipments.promisedAt, now)

/**
 * A proposal that ended is none of the business's. Out of the row's own steps, in words that lead to no other index: the
 * embedded database has no statistics, and would begin with all that was ever accepted.
 */
const wasAccepted = (): SQL => {
  const { shipmentId, event } = shipmentSteps
  return sql`(select bool_or(${eq(event, 'accept')}) from ${shipmentSteps} where ${eq(shipmentId, shipments.id)})`
}

const isBehind = ({ promise, id }: Cursor) => {
  const after = promise === null ? sql`'infinity'::timestamptz` : momentOf(promise)
  return sql`(${promiseOrder}, ${shipments.id}) > (${after}, ${id})`
}

const momentOf = (microseconds: string) =>
  sql`(timestamptz '1970-01-01 00:00:00+00' + ${microseconds}::bigint * interval '1 microsecond')`

/** One page of the queue, as a statement: a test asks the database how it would go about it. */
export function queuePage(db: Db, filter: QueueQuery, moments: Moments, limit: number) {
  const { state, service, city, late, courier, after } = filter
  const chosen = and(
    inTab(filter.tab, moments),
    state === null ? undefined : isIn([state]),
    service === null ? undefined : eq(shipments.service, service),
    city === null ? undefined : or(eq(shipments.pickupCity, city), eq(shipments.dropoffCity, city)),
    late ? isLate(moments.now) : undefined,
    courier === null ? undefined : eq(shipments.courierId, courier),
    after === null ? undefined : isBehind(after),
  )
  return db
    .select({ ...columns, promise: promiseMicroseconds })
    .from(shipments)
    .where(chosen)
    .orderBy(asc(promiseOrder), asc(shipments.id))
    .limit(limit)
}

const failed = (channel: string, states: readonly FailedState[]) => and(eq(outbox.channel, channel), isFailed(states))

/** The desk's view of shipments, over the database. */
export function deskStore(db: Db): DeskStore {
  return {
    ...paperRows(db),
    async queue(filter, moments, limit) {
      const rows = await queuePage(db, filter, moments, limit)
      return rows.map(({ promise, ...row }) => ({ row: toRow(row), cursor: { promise, id: row.id } }))
    },
    async counts(tabs, moments) {
      // In one pass over what is open; what ended comes by an index of its own.
      const counts: Record<string, number> = {}
      const open = Object.entries<Tab>(tabs).filter(([, { only }]) => only !== 'ended_today')
      const ended = Object.entries<Tab>(tabs).filter(([, { only }]) => only === 'ended_today')
      const counted = open.map(
        ([name, tab]) => [name, sql`count(*) filter (where ${inTab(tab, moments)})`.mapWith(Number)] as const,
      )
      const [found] = await db.select(Object.fromEntries(counted)).from(shipments).where(isOnTheWay)
      for (const [name] of open) counts[name] = found?.[name] ?? 0
      for (const [name, tab] of ended) counts[name] = await db.$count(shipments, inTab(tab, moments))
      return counts
    },
    async loads() {
      const { courierId, state } = shipments
      const isCollected = inArray(state, ['picked_up', 'delivery_failed'])
      const countOf = (is: SQL) => sql`count(*) filter (where ${is})`.mapWith(Number)
      const rows = await db
        .select({ courierId, toCollect: countOf(not(isCollected)), onTheWay: countOf(isCollected) })
        .from(shipments)
        .where(and(isOnTheWay, isNotNull(courierId)))
        .groupBy(courierId)
      return rows.map(({ courierId, ...load }) => ({ courierId: String(courierId), ...load }))
    },
    async byCodes(trackingCodes) {
      if (trackingCodes.length === 0) return []
      const { trackingCode } = shipments
      const rows = await db
        .select(columns)
        .from(shipments)
        .where(and(inArray(trackingCode, [...trackingCodes]), wasAccepted()))
      return rows.map(toRow)
    },
    async byMobile(digests, limit) {
      const { shipmentId, mobileDigest } = shipmentAddresses
      const found = db
        .select({ shipmentId })
        .from(shipmentAddresses)
        .where(inArray(mobileDigest, [...digests]))
      const rows = await db
        .select(columns)
        .from(shipments)
        .where(and(inArray(shipments.id, found), wasAccepted()))
        .orderBy(desc(shipments.updatedAt), asc(shipments.id))
        .limit(limit)
      return rows.map(toRow)
    },
    async deadOrders(limit) {
      const { id, subjectId, kind, at, attempts, lastReason } = outbox
      const rows = await db
        .select({ id, subjectId, type: kind, happenedAt: at, attempts, lastReason })
        .from(outbox)
        .where(failed('carrier_orders', ['dead']))
        .orderBy(desc(at), desc(id))
        .limit(limit)
      return rows.map((row) => ({ ...row, subjectId: row.subjectId ?? '' }) as DeadOrder)
    },
    async stuckMessages(limit) {
      const { id, subject, subjectId: shipmentId, kind, state, at, lastReason } = outbox
      const rows = await db
        .select({ id, shipmentId, kind, state, at, lastReason })
        .from(outbox)
        .where(and(failed('chat_messages', ['refused', 'unconfirmed']), eq(subject, 'shipment')))
        .orderBy(desc(at), desc(id))
        .limit(limit)
      return rows.map((row) => ({ ...row, shipmentId: row.shipmentId ?? '' }) as StuckMessage)
    },
    async notesOf(shipmentId) {
      const { id, staffId, staffRole, sealedText, createdAt } = shipmentNotes
      return await db
        .select({ id, staffId, staffRole, sealedText, createdAt })
        .from(shipmentNotes)
        .where(eq(shipmentNotes.shipmentId, shipmentId))
        .orderBy(asc(createdAt), asc(id))
    },
    async codesOf(ids) {
      if (ids.length === 0) return new Map()
      const { id, trackingCode } = shipments
      const rows = await db
        .select({ id, trackingCode })
        .from(shipments)
        .where(inArray(id, [...ids]))
      return new Map(rows.map((row) => [row.id, row.trackingCode]))
    },
    async stepsOf(shipmentId) {
      const own = eq(shipmentSteps.shipmentId, shipmentId)
      const rows = await db.select().from(shipmentSteps).where(own).orderBy(asc(shipmentSteps.number))
      return rows.map(({ way, staffId, staffRole: role, ...step }) => ({
        ...step,
        author: way !== null && staffId !== null && role !== null ? { way, staffId, role } : null,
      }))
    },
  }
}
