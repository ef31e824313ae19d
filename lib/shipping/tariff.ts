import { z } from 'zod'
import { jalaliDate } from '#lib/kernel/jalali-date.ts'
import { toman } from '#lib/kernel/toman.ts'
import sample from './data/sample-tariff.json' with { type: 'json' }
import { ShippingError } from './declaration.ts'
import { distanceClasses } from './distance.ts'
import { parcelSizes } from './parcel.ts'
import { type Service, services } from './service.ts'

const price = z.number().int().nonnegative().max(100_000_000).transform(toman)
const perSize = z.partialRecord(z.enum(parcelSizes), price)

const zonePrices = z.strictObject({
  base: perSize,
  includedGrams: z.number().int().nonnegative().max(100_000),
  stepGrams: z.number().int().min(100).max(100_000),
  stepPrice: price.refine((value) => value <= 1_000_000, 'a step costs too much'),
})

const serviceTariff = z.strictObject({
  service: z.enum(services),
  deliveryTime: z.string().min(1).max(60),
  maxWeightGrams: z.number().int().positive().max(100_000),
  maxSidesCm: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  prices: z.partialRecord(z.enum(distanceClasses), zonePrices),
  fragilePacking: perSize,
})

/** What one service carries, where, how fast, and at what price. A size without a base price is not carried. */
export type ServiceTariff = z.output<typeof serviceTariff>

/** The price list as a file has it. */
export const priceListSchema = z.strictObject({
  name: z.string().min(1).max(60),
  // Left out, never null: a process of the build before refuses a list that says more than it knows.
  validTo: jalaliDate.optional(),
  sample: z.boolean(),
  taxPercent: z.number().int().min(0).max(100),
  roundToToman: z.number().int().min(1).max(100_000),
  services: z
    .array(serviceTariff)
    .min(1)
    .refine((list) => new Set(list.map(({ service }) => service)).size === list.length, 'a service stands twice'),
})

/**
 * A price list, in whole tomans and grams. `validTo` is the last day of Tehran on which it holds; `sample` is true where no courier
 * business stands behind the numbers.
 */
export type PriceList = z.output<typeof priceListSchema>

/** The cities where parcels are picked up, and to which they go, as Divar's slugs; null: every city. */
export type Area = { pickup: readonly string[] | null; dropoff: readonly string[] | null }

/** A price list in force: the version of the business it belongs to, where that works, and what it has switched off. */
export type Tariff = PriceList & { version: number; area: Area; off: readonly Service[] }

/** Whether nothing is carried anywhere: every service that has prices is switched off. */
export const offersNothing = ({ services, off }: Tariff): boolean =>
  services.every(({ service }) => off.includes(service))

/** The version of a tariff that no business wrote: the one in the code. */
export const bundledVersion = 0

/** A price list that nobody wrote as a version: everywhere, with all that it has prices for. */
export const everywhere = (list: PriceList): Tariff => ({
  ...list,
  version: bundledVersion,
  area: { pickup: null, dropoff: null },
  off: [],
})

/** Checks a price list. Throws `invalid_input`, naming the faults, for one that is incomplete or out of bounds. */
export function parseTariff(data: unknown): Tariff {
  const parsed = priceListSchema.safeParse(data)
  if (parsed.success) return everywhere(parsed.data)
  throw new ShippingError('invalid_input', `the tariff is not valid: ${z.prettifyError(parsed.error)}`)
}

/** The bundled price list. Its numbers are made up. */
export const sampleTariff: Tariff = parseTariff(sample)
