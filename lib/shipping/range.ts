import { type Toman, toman } from '#lib/kernel/toman.ts'
import { type DistanceClass, distanceClasses } from './distance.ts'
import { type Parcel, type ParcelSize, parcelSizes, weightBracketsOf } from './parcel.ts'
import type { Place } from './place.ts'
import { availableServices, type Quote, type QuoteResult, type Unavailable } from './quote.ts'
import type { Service } from './service.ts'
import type { Tariff } from './tariff.ts'

type Way = { tariff: Tariff; pickup: Place | null; dropoff: Place | null }

/** What a service asks, in tomans, whatever can still be chosen: no choice costs less than `min` or more than `max`. */
export type ServiceRange = { ok: true; service: Service; min: Toman; max: Toman; deliveryTime: string }

/** Every parcel of a size that a booking can be made for. */
const parcelsOf = (size: ParcelSize): Parcel[] =>
  weightBracketsOf(size).flatMap((weightGrams) =>
    [false, true].map((fragile) => ({ size, weightGrams, fragile, forbiddenAccepted: true as const })),
  )

/**
 * Every service of the tariff for a size, in its order: from the lightest parcel to the heaviest and fragile one that the
 * service takes, or why it takes none of that size.
 */
export function sizePrices({ size, ...way }: Way & { size: ParcelSize }): (ServiceRange | Unavailable)[] {
  const results = parcelsOf(size).flatMap((parcel) => availableServices({ ...way, parcel }))
  return way.tariff.services.flatMap(({ service }) => {
    const own = results.filter((one) => one.service === service)
    const refused = own.find((one) => !one.ok)
    return [rangeOf(service, own) ?? refused ?? []].flat()
  })
}

function rangeOf(service: Service, results: readonly QuoteResult[]): ServiceRange | null {
  const quotes = results.filter((one): one is Quote => one.ok)
  const [first] = quotes
  return first ? { ok: true, service, ...boundsOf(quotes), deliveryTime: first.deliveryTime } : null
}

const boundsOf = (list: readonly { min: Toman; max: Toman }[]) => ({
  min: toman(Math.min(...list.map((one) => one.min))),
  max: toman(Math.max(...list.map((one) => one.max))),
})

/** How far a service takes a parcel, of this size or of any, nearest first. */
export function reachOf(tariff: Tariff, service: Service, size: ParcelSize | null = null): DistanceClass[] {
  const prices = tariff.services.find((one) => one.service === service)?.prices
  return distanceClasses.filter((distance) => {
    const zone = prices?.[distance]
    return zone !== undefined && (size === null || zone.base[size] !== undefined)
  })
}

/** What a way costs before anything is known of the parcel, in tomans. */
export type PriceRange = { min: Toman; max: Toman; tariffName: string; sample: boolean }

/** Each size that goes there, smallest first: what its cheapest parcel and service ask, and its dearest, in tomans. */
export function rangesBySize(way: Way): { size: ParcelSize; min: Toman; max: Toman }[] {
  return parcelSizes.flatMap((size) => {
    const offers = sizePrices({ ...way, size }).filter((one) => one.ok)
    return offers.length === 0 ? [] : [{ size, ...boundsOf(offers) }]
  })
}

/** From the cheapest parcel and service to the dearest: no choice costs more. Null when no service goes there. */
export function priceRange(way: Way): PriceRange | null {
  const ranges = rangesBySize(way)
  if (ranges.length === 0) return null
  return { ...boundsOf(ranges), tariffName: way.tariff.name, sample: way.tariff.sample }
}

/** How long each service takes that goes there, in the tariff's order. */
export function deliveryTimes(way: Way): { service: Service; deliveryTime: string }[] {
  const offers = parcelSizes.flatMap((size) => sizePrices({ ...way, size })).filter((one) => one.ok)
  const going = new Set(offers.map(({ service }) => service))
  return way.tariff.services.filter(({ service }) => going.has(service))
}
