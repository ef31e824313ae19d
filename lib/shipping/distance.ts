import provinces from './data/provinces.json' with { type: 'json' }
import type { Place } from './place.ts'

/** How far a parcel goes, nearest first. */
export const distanceClasses = ['same_city', 'same_province', 'other_province'] as const

export type DistanceClass = (typeof distanceClasses)[number]

/**
 * The cities of Iran's provinces, as Divar's slugs, each under every spelling that is in use. Divar does not tell
 * provinces, so the list is ours.
 */
export const iranZones = Object.entries(provinces).map(([province, cities]) => ({
  province,
  cities: cities.split(' '),
}))

/** The province of a city, or null for one that the list does not know. */
export function provinceOf(city: string): string | null {
  return iranZones.find(({ cities }) => cities.includes(city))?.province ?? null
}

/** The distance between two places; null while one is unknown. A city that is in no province counts as far. */
export function distanceClass(from: Place | null, to: Place | null): DistanceClass | null {
  if (!from || !to) return null
  if (from.city === to.city) return 'same_city'
  const province = provinceOf(from.city)
  return province !== null && province === provinceOf(to.city) ? 'same_province' : 'other_province'
}
