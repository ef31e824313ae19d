import { sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** What the courier business said of itself. Each edit is a row more; none is ever changed. It names nobody. */
export const businessVersions = pgTable('business_versions', {
  number: integer('number').primaryKey(),
  /** As a person wrote it, with the prices written out: each version of Peyk reads it by its own rules. */
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true, mode: 'date' }).notNull(),
  /** Of the prices as written: which versions changed them is asked without reading any. */
  pricesHash: text('prices_hash').generatedAlwaysAs(sql`md5((data -> 'tariff')::text)`),
})

/** The prices that are being worked on, in the one row that there is: `id` is 1. It names nobody. */
export const priceDrafts = pgTable('price_drafts', {
  id: integer('id').primaryKey(),
  /** Counts the changes: a change is made of the one before it. */
  revision: integer('revision').notNull(),
  /** Null: no draft is open. */
  list: jsonb('list').$type<Record<string, unknown>>(),
  /** The version of the business that the draft was begun from. */
  base: integer('base').notNull(),
  draftedBy: text('drafted_by'),
  draftedAt: timestamp('drafted_at', { withTimezone: true, mode: 'date' }),
  /** What these parcels have to cost before prices are published; they stay when a draft goes. */
  parcels: jsonb('parcels').$type<unknown[]>().notNull(),
})
