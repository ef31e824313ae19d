import { type Toman, toman } from '#lib/kernel/toman.ts'
import { type DistanceClass, distanceClass, distanceClasses } from './distance.ts'
import { type Parcel, presetOf } from './parcel.ts'
import type { Place } from './place.ts'
import type { Service } from './service.ts'
import type { Area, ServiceTariff, Tariff } from './tariff.ts'

/** What a price is made of. */
export const quotePartCodes = ['base', 'weight', 'fragile', 'tax'] as const

export type QuotePartCode = (typeof quotePartCodes)[number]
export type QuotePart = { code: QuotePartCode; amount: Toman }

/**
 * What a service would cost, in tomans: from `min` to `max` while an end is unknown (`distance` null, `exact` false), one
 * price otherwise. `parts` add up to `max`; those of nothing are left out.
 */
export type Quote = {
  ok: true
  service: Service
  distance: DistanceClass | null
  min: Toman
  max: Toman
  parts: QuotePart[]
  exact: boolean
  deliveryTime: string
  tariffName: string
  sample: boolean
  /** Of the business, whose prices these are. */
  version: number
}

/** Why a service cannot carry a parcel. */
export const unavailableReasons = [
  'not_offered',
  'outside_area',
  'not_this_distance',
  'too_heavy',
  'too_large',
] as const

export type UnavailableReason = (typeof unavailableReasons)[number]
export type Unavailable = { ok: false; service: Service; reason: UnavailableReason }
export type QuoteResult = Quote | Unavailable

type Ends = { pickup: Place | null; dropoff: Place | null }
type Way = Ends & { tariff: Tariff }

/** Whether the business works there; of an end that is still unknown, it may. */
export function isInArea(area: Area, { pickup, dropoff }: Ends): boolean {
  const serves = (cities: readonly string[] | null, end: Place | null) =>
    cities === null || end === null || cities.includes(end.city)
  return serves(area.pickup, pickup) && serves(area.dropoff, dropoff)
}

/**
 * The price of a parcel by one service. While one end is unknown, the range covers every distance that the service goes
 * and that the parcel could still have; the price for any completion lies within it.
 */
export function quote(input: Way & { parcel: Parcel; service: Service }): QuoteResult {
  const { tariff, parcel, service } = input
  const refused = (reason: UnavailableReason): Unavailable => ({ ok: false, service, reason })
  const offer = tariff.services.find((candidate) => candidate.service === service)
  if (!offer || tariff.off.includes(service)) return refused('not_offered')
  if (!isInArea(tariff.area, input)) return refused('outside_area')
  const distance = distanceClass(input.pickup, input.dropoff)
  const reachable = distanceClasses.filter((known) => offer.prices[known] && (distance ?? known) === known)
  if (reachable.length === 0) return refused('not_this_distance')
  if (parcel.weightGrams > offer.maxWeightGrams) return refused('too_heavy')
  if (!fits(presetOf(parcel.size).maxSidesCm, offer.maxSidesCm)) return refused('too_large')
  const priced = reachable.flatMap((known) => price(tariff, offer, parcel, known) ?? [])
  const [first] = priced
  if (!first) return refused('too_large')
  const dearest = priced.reduce((high, one) => (one.total > high.total ? one : high), first)
  const cheapest = priced.reduce((low, one) => (one.total < low.total ? one : low), first)
  const { deliveryTime } = offer
  const from = { tariffName: tariff.name, sample: tariff.sample, version: tariff.version }
  const range = { min: cheapest.total, max: dearest.total, parts: dearest.parts, exact: distance !== null }
  return { ok: true, service, distance, ...range, deliveryTime, ...from }
}

/** Every service of the tariff for one parcel, in its order: a quote, or why not. */
export function availableServices(input: Way & { parcel: Parcel }): QuoteResult[] {
  return input.tariff.services.map(({ service }) => quote({ ...input, service }))
}

function fits(sides: readonly number[], limit: readonly number[]): boolean {
  const sorted = [sides, limit].map((list) => list.toSorted((a, b) => b - a))
  return sorted[0]?.every((side, index) => side <= (sorted[1]?.[index] ?? 0)) ?? false
}

function price(tariff: Tariff, offer: ServiceTariff, parcel: Parcel, distance: DistanceClass) {
  const zone = offer.prices[distance]
  const base = zone?.base[parcel.size]
  if (!zone || base === undefined) return null
  const steps = Math.ceil(Math.max(0, parcel.weightGrams - zone.includedGrams) / zone.stepGrams)
  const weight = steps * zone.stepPrice
  const fragile = parcel.fragile ? (offer.fragilePacking[parcel.size] ?? 0) : 0
  const net = base + weight + fragile
  const withTax = net + Math.ceil((net * tariff.taxPercent) / 100)
  const total = toman(Math.ceil(withTax / tariff.roundToToman) * tariff.roundToToman)
  // As on a receipt, the tax is the share of the rounded total; what rounding adds before tax belongs to the base.
  const taxable = Math.floor((total * 100) / (100 + tariff.taxPercent))
  const amounts: Record<QuotePartCode, number> = { base: base + taxable - net, weight, fragile, tax: total - taxable }
  return { total, parts: partsOf(amounts) }
}

const partsOf = (amounts: Record<QuotePartCode, number>): QuotePart[] =>
  quotePartCodes.map((code) => ({ code, amount: toman(amounts[code]) })).filter(({ amount }) => amount > 0)
