import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Refusal } from '#lib/carrier/index.ts'
import { moment } from '../columns.ts'

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
