import { type Due, dueOf, inOrder, openEnds } from '#lib/courier/index.ts'
import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { dayBegan } from '#lib/kernel/tehran.ts'
import type { End, Shipment } from '#lib/shipping/index.ts'

/** Which day of Tehran a sheet is for. */
export const sheetDays = ['today', 'tomorrow'] as const

export type SheetDay = (typeof sheetDays)[number]

export function dayOf(day: SheetDay, now: Date): { began: Date; ends: Date } {
  const today = dayBegan(now)
  const began = day === 'tomorrow' ? addSeconds(today, daySeconds) : today
  return { began, ends: addSeconds(began, daySeconds) }
}

type Moving = Pick<Shipment, 'state' | 'pickupWindow' | 'promisedAt' | 'trackingCode'>

/** One place that a courier goes to, and when they have to have been there. */
export type Stop<Row> = { row: Row; end: End; due: Due }

/**
 * Where a courier goes on a day, in the order in which it is due, by the same rules as their own page: to the seller of what is
 * collected by the end of it, to the buyer of that and of what is in their hands, and to either of what was not delivered.
 */
export function stopsOn<Row extends Moving>(rows: readonly Row[], day: { began: Date; ends: Date }): Stop<Row>[] {
  const ordered = ({ row: { trackingCode }, ...stop }: Stop<Row>) => ({ trackingCode, ...stop })
  return rows.flatMap((row) => stopsOf(row, day)).sort((one, other) => inOrder(ordered(one), ordered(other)))
}

function stopsOf<Row extends Moving>(row: Row, { began, ends }: { began: Date; ends: Date }): Stop<Row>[] {
  const stops = openEnds(row.state).map((end) => ({ row, end, due: dueOf(row, end, began) }))
  if (stops.some(({ due }) => due.isLater)) return []
  // What is collected on this day and promised for another is brought then.
  const isBroughtLater = row.state === 'assigned' && row.promisedAt !== null && row.promisedAt >= ends
  return isBroughtLater ? stops.filter(({ end }) => end === 'pickup') : stops
}
