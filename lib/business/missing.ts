import type { Version } from './business.ts'
import { isUnset } from './unset.ts'

/** What a business has not said yet, though people ask for it. */
export type MissingPart = 'everything' | 'phone' | 'liability' | 'pickup' | 'processors' | 'prices'

/** What is missing; nothing where the business is complete. `everything`: nobody has written a version. */
export function missingIn(version: Version): MissingPart[] {
  if (isUnset(version)) return ['everything']
  const { phone, liability, services, pickup, processors, tariff } = version.business
  const isWithoutWindows = Object.entries(services).some(([name, isOn]) => isOn && !(name in pickup))
  return [
    ...(phone === null ? (['phone'] as const) : []),
    ...(liability === null ? (['liability'] as const) : []),
    ...(isWithoutWindows ? (['pickup'] as const) : []),
    ...(processors === null ? (['processors'] as const) : []),
    ...(tariff.sample ? (['prices'] as const) : []),
  ]
}
