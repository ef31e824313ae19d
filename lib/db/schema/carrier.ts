import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { Refusal } from '../../carrier/index.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What the carrier is told: a row per (shipment, type, reference), sent in the order of `position`. No address stands here. */
export const carrierOrders = pgTable(
  'carrier_orders',
  {
    /** The `webhook-id`, the same on every repeat. */
    id: text('id').primaryKey(),
    shipmentId: text('shipment_id').notNull(),
    type: text('type').notNull(),
    /** Which problem, or which end, where the type needs one; else empty. */
    reference: text('reference').notNull().default(''),
    position: integer('position').notNull(),
    happenedAt: moment('happened_at').notNull(),
    state: text('state').notNull(),
    attempts: integer('attempts').notNull().default(0),
    dueAt: moment('due_at').notNull(),
    firstQueuedAt: moment('first_queued_at').notNull(),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
    lastReason: text('last_reason'),
    deliveredAt: moment('delivered_at'),
  },
  (table) => [
    unique('carrier_orders_once').on(table.shipmentId, table.type, table.reference),
    unique('carrier_orders_order').on(table.shipmentId, table.position),
    index('carrier_orders_support').on(table.firstQueuedAt).where(sql`${table.type} = 'support.asked'`),
    index('carrier_orders_unfinished').on(table.dueAt).where(sql`${table.state} in ('queued', 'sending')`),
  ],
)

/** The carrier's calls that were taken, by their `webhook-id`, so that a repeat changes nothing. */
export const carrierCalls = pgTable(
  'carrier_calls',
  {
    id: text('id').primaryKey(),
    receivedAt: moment('received_at').notNull(),
  },
  (table) => [index('carrier_calls_received_at').on(table.receivedAt)],
)

/**
 * What each `webhook-id` of the carrier was first used for, whatever came of it, so that nobody uses it for anything else.
 * A table of its own: a row of `carrier_calls` means that a call was taken, also to the version before.
 */
export const carrierCallIds = pgTable(
  'carrier_call_ids',
  {
    id: text('id').primaryKey(),
    /** A digest of what it is about. */
    about: text('about').notNull(),
    /** The last signed time that had its answer, and the answer, if that was a refusal. */
    stamp: bigint('stamp', { mode: 'number' }),
    refusal: jsonb('refusal').$type<Refusal>(),
    receivedAt: moment('received_at').notNull(),
  },
  (table) => [index('carrier_call_ids_received_at').on(table.receivedAt)],
)
