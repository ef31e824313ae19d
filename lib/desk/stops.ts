import { dayBegan } from '#lib/business/index.ts'
import { addSeconds, daySeconds } from '#lib/kernel/clock.ts'
import { carrierStates, type PickupWindow, type ShipmentState } from '#lib/shipping/index.ts'
import type { End } from './paper.ts'

/** Which day of Tehran a sheet is for. */
export const sheetDays = ['today', 'tomorrow'] as const

export type SheetDay = (typeof sheetDays)[number]

export function dayOf(day: SheetDay, now: Date): { began: Date; ends: Date } {
  const today = dayBegan(now)
  const began = day === 'tomorrow' ? addSeconds(today, daySeconds) : today
  return { began, ends: addSeconds(began, daySeconds) }
}

type Moving = { state: ShipmentState; pickupWindow: PickupWindow | null; promisedAt: Date | null }

/** One place that a courier goes to. `until`: when they have to have been there; null: nobody was promised a time. */
export type Stop<Row> = { row: Row; end: End; until: Date | null }

/**
 * Where a courier goes until the end of a day, in the order of what was promised, what has no time last: to the seller of what is
 * collected by then, and to the buyer of that and of what is in their hands already.
 */
export function stopsUntil<Row extends Moving>(rows: readonly Row[], dayEnds: Date): Stop<Row>[] {
  const stops = rows.flatMap((row) => stopsOf(row, dayEnds))
  return stops.sort((one, other) => order(one) - order(other))
}

function stopsOf<Row extends Moving>(row: Row, dayEnds: Date): Stop<Row>[] {
  if (!(carrierStates as readonly ShipmentState[]).includes(row.state)) return []
  const dropoff = { row, end: 'dropoff', until: row.promisedAt } as const
  if (row.state === 'picked_up' || row.state === 'delivery_failed') return [dropoff]
  const { pickupWindow } = row
  if (pickupWindow !== null && pickupWindow.from >= dayEnds) return []
  const pickup = { row, end: 'pickup', until: pickupWindow?.to ?? null } as const
  const isDue = row.promisedAt === null || row.promisedAt < dayEnds
  return isDue ? [pickup, dropoff] : [pickup]
}

const order = ({ until }: { until: Date | null }) => until?.getTime() ?? Number.MAX_SAFE_INTEGER
