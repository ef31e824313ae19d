import provinces from './data/provinces.json' with { type: 'json' }
import type { Place } from './place.ts'

/** How far a parcel goes, nearest first. */
export const distanceClasses = ['same_city', 'same_province', 'other_province'] as const

export type DistanceClass = (typeof distanceClasses)[number]

/** The cities of each province, as Divar's slugs. Divar does not tell provinces, so the list is ours. */
export type Zones = Readonly<Record<string, readonly string[]>>

/** Iran's provinces. A city stands there under every spelling of its slug that is in use. */
export const iranZones: Zones = Object.fromEntries(
  Object.entries(provinces).map(([province, cities]) => [province, cities.split(' ')]),
)

/** The province of a city, or null for one that the list does not know. */
export function provinceOf(city: string, zones: Zones = iranZones): string | null {
  return Object.keys(zones).find((province) => zones[province]?.includes(city)) ?? null
}

/** The distance between two places; null while one is unknown. A city that is in no province counts as far. */
export function distanceClass(from: Place | null, to: Place | null, zones: Zones = iranZones): DistanceClass | null {
  if (!from || !to) return null
  if (from.city === to.city) return 'same_city'
  const province = provinceOf(from.city, zones)
  return province !== null && province === provinceOf(to.city, zones) ? 'same_province' : 'other_province'
}
