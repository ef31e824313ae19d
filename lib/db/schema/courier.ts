import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { End, TapAnswer } from '#lib/shipping/index.ts'
import { moment } from '../columns.ts'
import { shipments } from './shipping.ts'

const ofShipment = () =>
  text('shipment_id')
    .notNull()
    .references(() => shipments.id, { onDelete: 'cascade' })

/**
 * Taps of couriers that changed something, and wrong codes of other calls, each with its answer: one that comes again is given
 * the same.
 */
export const courierTaps = pgTable(
  'courier_taps',
  {
    id: text('id').primaryKey(),
    shipmentId: ofShipment(),
    answer: text('answer').$type<TapAnswer>().notNull(),
    at: moment('at').notNull(),
  },
  (table) => [index('courier_taps_shipment').on(table.shipmentId)],
)

/** Which end of a shipment a courier has seen in full: the audit has the first time. */
export const courierSights = pgTable(
  'courier_sights',
  {
    shipmentId: ofShipment(),
    staffId: text('staff_id').notNull(),
    end: text('end').$type<End>().notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shipmentId, table.staffId, table.end] })],
)
