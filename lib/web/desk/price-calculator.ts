import 'server-only'
import { tariffOf } from '#lib/business/index.ts'
import type { PricesOnDesk } from '#lib/desk/index.ts'
import { distanceLabels, parcelSizeLabels, quotePartLabels, serviceLabels, unavailableLabels } from '#lib/fa/labels.ts'
import { formatToman } from '#lib/fa/money.ts'
import { pricesTexts } from '#lib/fa/price-desk-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import {
  availableServices,
  everywhere,
  type NamedSlug,
  type Parcel,
  parcelSizes,
  placesApart,
  presetOf,
  type QuoteResult,
  services,
} from '#lib/shipping/index.ts'
import { slugOfCity } from './city-name.ts'
import { numberOf } from './price-form.ts'

const fieldNames = ['from', 'to', 'distance', 'size', 'weight', 'fragile'] as const
const distances = Object.keys(distanceLabels) as (keyof typeof distanceLabels)[]

/**
 * A parcel from the address, priced by what is published and by the draft, as senders are told it. Between two cities it is asked
 * where the business works; of a distance alone it is not.
 */
export function priceCalculator(
  { version, shown }: Pick<PricesOnDesk, 'version' | 'shown'>,
  query: Readonly<Record<string, string>>,
  cities: readonly NamedSlug[],
) {
  const values = Object.fromEntries(fieldNames.map((name) => [name, (query[name] ?? '').trim().slice(0, 64)]))
  const isSent = query.size !== undefined
  const asked = isSent ? read(values, cities) : null
  return {
    form: { values, faults: asked?.faults ?? {}, notice: null } satisfies FormState,
    distances: distances.map((value) => ({ value, label: distanceLabels[value] })),
    sizes: parcelSizes.map((value) => ({ value, label: parcelSizeLabels[value].label })),
    rows: asked?.way && asked.parcel ? rowsOf({ version, shown }, asked.way, asked.parcel) : null,
  }
}

type Way = ReturnType<typeof placesApart> & { isByDistance: boolean }

function read(values: Record<string, string>, cities: readonly NamedSlug[]) {
  const faults: Record<string, string> = {}
  const size = parcelSizes.find((one) => one === values.size)
  const weightGrams = numberOf(values.weight ?? '')
  const isWeight = Number.isInteger(weightGrams) && Number(weightGrams) > 0
  if (!size) faults.size = pricesTexts.noSize
  if (!isWeight || (size && Number(weightGrams) > presetOf(size).maxWeightGrams)) faults.weight = pricesTexts.noWeight
  const way = wayOf(values, cities, faults)
  const isRead = size && Object.keys(faults).length === 0
  const fragile = values.fragile === '1'
  const parcel = isRead ? { size, weightGrams: Number(weightGrams), fragile, forbiddenAccepted: true } : null
  return { faults, way, parcel }
}

function wayOf(
  { from = '', to = '', distance }: Record<string, string>,
  cities: readonly NamedSlug[],
  faults: Record<string, string>,
): Way | null {
  const known = distances.find((one) => one === distance)
  if (from === '' && to === '' && known) return { ...placesApart(known), isByDistance: true }
  const [pickup, dropoff] = [slugOfCity(cities, from), slugOfCity(cities, to)]
  if (from === '' || to === '') faults[from === '' ? 'from' : 'to'] = pricesTexts.bothCities
  if (from !== '' && !pickup) faults.from = pricesTexts.unknownCity
  if (to !== '' && !dropoff) faults.to = pricesTexts.unknownCity
  if (!pickup || !dropoff) return null
  const place = (city: string) => ({ city, district: null })
  return { pickup: place(pickup), dropoff: place(dropoff), isByDistance: false }
}

function rowsOf(
  { version, shown }: Pick<PricesOnDesk, 'version' | 'shown'>,
  { isByDistance, ...way }: Way,
  parcel: Parcel,
) {
  const tariff = isByDistance ? everywhere(version.business.tariff) : tariffOf(version)
  const [now, next] = [tariff, { ...tariff, ...shown }].map((one) => availableServices({ ...way, parcel, tariff: one }))
  const of = (results: readonly QuoteResult[] | undefined, service: string) =>
    results?.find((one) => one.service === service)
  return services.map((service) => ({
    service: serviceLabels[service],
    published: totalOf(of(now, service)),
    draft: totalOf(of(next, service)),
    parts: partsOf(of(next, service)),
  }))
}

const totalOf = (result: QuoteResult | undefined): string =>
  result?.ok ? formatToman(result.max) : unavailableLabels[result?.reason ?? 'not_offered']

const partsOf = (result: QuoteResult | undefined): string[] =>
  result?.ok ? result.parts.map(({ code, amount }) => `${quotePartLabels[code]}: ${formatToman(amount)}`) : []
