import { dayOfJalali, instantOf, tehranTime } from '#lib/kernel/tehran.ts'
import { type PriceList, services, type Tariff } from '#lib/shipping/index.ts'

type Ending = Pick<PriceList, 'validTo'>

/** As many days before their end the business is told of it. */
const warningDays = 30

/** The midnight of Tehran at which prices no longer hold: the end of their last day. Null: they have no end. */
function priceEnd({ validTo }: Ending): Date | null {
  const day = validTo === undefined ? null : dayOfJalali(validTo)
  return day === null ? null : instantOf({ day: day + 1, minute: 0 })
}

export function haveEnded(list: Ending, now: Date): boolean {
  const end = priceEnd(list)
  return end !== null && now.getTime() >= end.getTime()
}

/**
 * How many days prices still hold, today among them, from 30 days before their end: 0 once they have ended. Null: there is nothing
 * to say of their end yet.
 */
export function daysLeft(list: Ending, now: Date): number | null {
  const end = priceEnd(list)
  if (end === null) return null
  const days = Math.max(0, tehranTime(end).day - tehranTime(now).day)
  return days <= warningDays ? days : null
}

/** What of a tariff is offered at `now`: nothing once its prices have ended, so that nobody is told one of them. */
export const offeredAt = (tariff: Tariff, now: Date): Tariff =>
  haveEnded(tariff, now) ? { ...tariff, off: services } : tariff
