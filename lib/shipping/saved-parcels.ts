import { z } from 'zod'
import { maxToman, type Toman, toman } from '#lib/kernel/toman.ts'
import { type DistanceClass, distanceClasses, iranZones } from './distance.ts'
import { parcelSizes, presetOf } from './parcel.ts'
import type { Place } from './place.ts'
import { quote } from './quote.ts'
import { services } from './service.ts'
import { everywhere, type PriceList } from './tariff.ts'

export const maxSavedParcels = 10

const savedParcel = z
  .strictObject({
    service: z.enum(services),
    distance: z.enum(distanceClasses),
    size: z.enum(parcelSizes),
    weightGrams: z.int().min(1),
    fragile: z.boolean(),
    expectedToman: z.int().min(0).max(maxToman).transform(toman),
  })
  .refine(({ size, weightGrams }) => weightGrams <= presetOf(size).maxWeightGrams, { path: ['weightGrams'] })

/** A parcel of which the business knows what it has to cost, in tomans. */
export type SavedParcel = z.output<typeof savedParcel>

const savedParcels = z.array(savedParcel).max(maxSavedParcels)

/** Reads a list of parcels; of one that is none the places of its faults: row and field. */
export function readSavedParcels(
  data: unknown,
): { ok: true; parcels: SavedParcel[] } | { ok: false; faults: { row: number; field: string }[] } {
  const parsed = savedParcels.safeParse(data)
  if (parsed.success) return { ok: true, parcels: parsed.data }
  const faults = parsed.error.issues.map(({ path: [row, field] }) => ({
    row: Number(row ?? 0),
    field: String(field ?? 'service'),
  }))
  return { ok: false, faults }
}

/** Two places that are so far apart. */
export function placesApart(distance: DistanceClass): { pickup: Place; dropoff: Place } {
  const [first, second] = iranZones
  const place = (city: string | undefined): Place => ({ city: city ?? '', district: null })
  const [from, near] = [place(first?.cities[0]), place(first?.cities[1])]
  const to = { same_city: from, same_province: near, other_province: place(second?.cities[0]) }[distance]
  return { pickup: from, dropoff: to }
}

/** What a saved parcel costs by a list, null where it is not carried, and whether that is what is expected; by its row, from 0. */
export type CheckedParcel = { row: number; parcel: SavedParcel; total: Toman | null; holds: boolean }

/** Prices saved parcels as they are priced for everybody, wherever the business works and whatever it has switched off. */
export function checkSavedParcels(list: PriceList, parcels: readonly SavedParcel[]): CheckedParcel[] {
  return parcels.map((parcel, row) => {
    const { service, distance, size, weightGrams, fragile, expectedToman } = parcel
    const asked = { size, weightGrams, fragile, forbiddenAccepted: true }
    const found = quote({ tariff: everywhere(list), service, parcel: asked, ...placesApart(distance) })
    const total = found.ok ? found.max : null
    return { row, parcel, total, holds: total === expectedToman }
  })
}
