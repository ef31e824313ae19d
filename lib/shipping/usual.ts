import { sizesOfCategories, tooLargeCategories } from './category-sizes.ts'
import { type ParcelSize, presetOf, weightBracketsOf } from './parcel.ts'
import type { Tariff } from './tariff.ts'

const sizeOfCategory = new Map<string, ParcelSize>([
  ...(Object.entries(sizesOfCategories) as [ParcelSize, readonly string[]][]).flatMap(([size, slugs]) =>
    slugs.map((slug) => [slug, size] as const),
  ),
  ...tooLargeCategories.map((slug) => [slug, 'xlarge'] as const),
])

/** The size to begin with for a post of this category, which its user sees and changes; medium where it says nothing. */
export const usualSize = (category: string | null): ParcelSize => sizeOfCategory.get(category ?? '') ?? 'medium'

/** Whether a post of this category is likely to fit no size, so that the form says first what to do then. */
export const isUsuallyTooLarge = (category: string | null): boolean => tooLargeCategories.includes(category ?? '')

/**
 * The weight that the price of a size includes whatever the service and distance, in grams: the heaviest bracket that
 * costs nothing on top. Where even the lightest costs something, that one. Never above what the size may weigh.
 */
export function includedWeight(tariff: Tariff, size: ParcelSize): number {
  const zones = tariff.services.flatMap(({ prices }) => Object.values(prices))
  const included = zones.filter(({ base }) => base[size] !== undefined).map(({ includedGrams }) => includedGrams)
  const most = Math.min(...included, presetOf(size).maxWeightGrams)
  const brackets = weightBracketsOf(size)
  return brackets.findLast((grams) => grams <= most) ?? brackets[0] ?? presetOf(size).maxWeightGrams
}

/** The weights to offer beside the included one, in grams: heavier, and allowed for the size. */
export function heavierWeights(tariff: Tariff, size: ParcelSize): number[] {
  const included = includedWeight(tariff, size)
  return weightBracketsOf(size).filter((grams) => grams > included)
}
