import { and, asc, eq, inArray, isNotNull, lte, min, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { CarrierOrder, OrderSettlement, OrderState, OrderStore, OrderTransaction } from '../../carrier/index.ts'
import type { CarrierOrderType } from '../../shipping/index.ts'
import type { Db, Tx } from '../client.ts'
import { carrierOrders } from '../schema/carrier.ts'

type Row = typeof carrierOrders.$inferSelect

const toOrder = (row: Row): CarrierOrder => ({
  ...row,
  type: row.type as CarrierOrderType,
  state: row.state as OrderState,
})

const first = (rows: Row[]): CarrierOrder | null => (rows[0] ? toOrder(rows[0]) : null)

const unsettled: OrderState[] = ['queued', 'sending']

const other = alias(carrierOrders, 'other')

const earlierUnsettled = sql`exists (
  select 1 from ${carrierOrders} as ${sql.identifier('other')}
  where ${and(
    eq(other.shipmentId, carrierOrders.shipmentId),
    sql`${other.position} < ${carrierOrders.position}`,
    inArray(other.state, unsettled),
  )})`

const mayGo = (now: Date) =>
  and(eq(carrierOrders.state, 'queued'), lte(carrierOrders.dueAt, now), sql`not ${earlierUnsettled}`)

const released = { claimId: null, claimedUntil: null }

function settled(to: OrderSettlement) {
  switch (to.state) {
    case 'delivered':
      return { ...released, state: to.state, deliveredAt: to.at, lastReason: null }
    case 'queued':
      return { ...released, state: to.state, dueAt: to.dueAt, lastReason: to.reason }
    case 'dead':
      return { ...released, state: to.state, lastReason: to.reason }
  }
}

/** Orders for the carrier in the database. */
export function orderStore(db: Db): OrderStore {
  const change = async (set: Parameters<ReturnType<Db['update']>['set']>[0], where: SQL | undefined) =>
    await db.update(carrierOrders).set(set).where(where).returning()

  return {
    find: async (id) => first(await db.select().from(carrierOrders).where(eq(carrierOrders.id, id))),

    async firstUnsettled(shipmentId) {
      const rows = await db
        .select()
        .from(carrierOrders)
        .where(and(eq(carrierOrders.shipmentId, shipmentId), inArray(carrierOrders.state, unsettled)))
        .orderBy(asc(carrierOrders.position))
        .limit(1)
      return first(rows)
    },

    async claim(id, { claimId, now, until }) {
      const attempts = sql<number>`${carrierOrders.attempts} + 1`
      const set = { state: 'sending', claimId, claimedUntil: until, attempts }
      return first(await change(set, and(eq(carrierOrders.id, id), mayGo(now))))
    },

    async settle(id, claimId, to) {
      const held =
        claimId === null
          ? eq(carrierOrders.state, 'queued')
          : and(eq(carrierOrders.claimId, claimId), inArray(carrierOrders.state, unsettled))
      return first(await change(settled(to), and(eq(carrierOrders.id, id), held)))
    },

    async endLeases(now) {
      const ended = and(eq(carrierOrders.state, 'sending'), lte(carrierOrders.claimedUntil, now))
      // The claim stays on the row: its worker may only have been slow, and then knows what came of it.
      const set = { state: 'queued', dueAt: now, claimedUntil: null, lastReason: 'lease_ran_out' }
      return (await change(set, ended)).map(toOrder)
    },

    async due(now, limit) {
      const rows = await db
        .select({ id: carrierOrders.id })
        .from(carrierOrders)
        .where(mayGo(now))
        .orderBy(asc(carrierOrders.dueAt))
        .limit(limit)
      return rows.map((row) => row.id)
    },

    async nextLeaseEnd() {
      const rows = await db
        .select({ at: min(carrierOrders.claimedUntil) })
        .from(carrierOrders)
        .where(and(eq(carrierOrders.state, 'sending'), isNotNull(carrierOrders.claimedUntil)))
      return rows[0]?.at ?? null
    },
  }
}

/** Orders for the carrier inside the caller's transaction. */
export function orderTransaction(tx: Tx): OrderTransaction {
  return {
    async lockShipment(shipmentId) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`carrier_orders ${shipmentId}`}, 0))`)
      const rows = await tx
        .select()
        .from(carrierOrders)
        .where(eq(carrierOrders.shipmentId, shipmentId))
        .orderBy(asc(carrierOrders.position))
      return rows.map(toOrder)
    },

    async insert(order) {
      await tx.insert(carrierOrders).values(order)
    },
  }
}
