import type { Coordinates } from './coordinates.ts'
import table from './data/city-coordinates.json' with { type: 'json' }

/** How far its built-up land reaches from the middle of a city where the table does not say, in kilometres. */
const usualReachKm = 3
/** Beyond that reach, and this much farther, a place belongs to no city of the table. */
const farthestKm = 15

const kmPerDegree = 111.2
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** On a flat map, which is right to some metres at such distances. */
function distanceKm(a: Coordinates, b: Coordinates): number {
  const middle = radians((a.latitude + b.latitude) / 2)
  return kmPerDegree * Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos(middle))
}

/** Latitude and longitude of the middle, from GeoNames (CC BY 4.0) and maps, and the reach of the largest in kilometres. */
const cities = Object.entries(table).map(([slug, [latitude = 0, longitude = 0, reachKm = usualReachKm]]) => ({
  slug,
  reachKm,
  middle: { latitude, longitude },
}))

/**
 * Divar's slug of the city that a place is in or nearest to; null where none is near. A large city reaches farther than the
 * town beside it. Divar's own lists have no coordinates. Contract §7.5.
 */
export function nearestCity(place: Coordinates): string | null {
  let nearest: { slug: string; beyondKm: number } | null = null
  for (const { slug, reachKm, middle } of cities) {
    const beyondKm = distanceKm(place, middle) - reachKm
    if (beyondKm <= farthestKm && (nearest === null || beyondKm < nearest.beyondKm)) nearest = { slug, beyondKm }
  }
  return nearest?.slug ?? null
}
