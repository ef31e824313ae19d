import { timestamp } from 'drizzle-orm/pg-core'

/** An instant, whatever zone a client of the database is in. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
