import 'server-only'
import { currentVersion, daysLeft } from '#lib/business/index.ts'
import { pricesTexts } from '#lib/fa/price-desk-texts.ts'
import type { PriceList } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { cellText } from './price-form.ts'
import type { StaffHere } from './session.ts'

/** That these prices end within the month, or have ended; null: there is nothing to say of that. */
export function endingText(list: PriceList, now: Date): string | null {
  const days = daysLeft(list, now)
  return days === null ? null : pricesTexts.ending(days, cellText('list.validTo', list.validTo ?? ''))
}

/** The same of the published prices, for those who may draft the next ones. */
export async function endingWarning({ app, staff }: StaffHere): Promise<string | null> {
  if (!mayDo(staff.role, 'tariff.draft')) return null
  // Not the process's copy, which is two seconds old at most: who has just published looks here next.
  const { business } = await currentVersion(app.desk.business.store)
  return endingText(business.tariff, app.clock())
}
