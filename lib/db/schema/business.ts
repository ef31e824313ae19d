import { integer, jsonb, pgTable, timestamp } from 'drizzle-orm/pg-core'

/** What the courier business said of itself. Each edit is a row more; none is ever changed. It names nobody. */
export const businessVersions = pgTable('business_versions', {
  number: integer('number').primaryKey(),
  /** As a person wrote it, with the prices written out: each version of Peyk reads it by its own rules. */
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true, mode: 'date' }).notNull(),
})
