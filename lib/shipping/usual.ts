import { type ParcelSize, presetOf, weightBracketsOf } from './parcel.ts'
import type { Tariff } from './tariff.ts'

/**
 * The size that goods of a category usually need, by Divar's slug of the category: a first guess that its user sees and
 * changes. Contract §7.5.
 */
const usualSizes: Record<Exclude<ParcelSize, 'medium'>, readonly string[]> = {
  envelope: ['sim-card', 'historical-documents', 'stamps'],
  small: [
    'mobile-phones',
    'mobile-tablet',
    'mobile-accessories',
    'watches',
    'jewelry',
    'perfume',
    'cosmetics',
    'camera-camcoders',
    'book-student-literature',
    'book',
    'magazines',
    'coin',
    'game-console-accessories',
  ],
  large: ['monitor', 'pc', 'microwave', 'small-kitchen-appliances', 'childrens-furniture', 'musical-instruments'],
  xlarge: ['tv-projector', 'bicycle', 'stroller', 'desk', 'chair', 'refrigerator-freezer', 'washing-machine', 'carpet'],
}

const sizeOfCategory = new Map(
  (Object.entries(usualSizes) as [ParcelSize, readonly string[]][]).flatMap(([size, slugs]) =>
    slugs.map((slug) => [slug, size] as const),
  ),
)

/** The size to begin with for a post of this category; medium where the category says nothing. */
export const usualSize = (category: string | null): ParcelSize => sizeOfCategory.get(category ?? '') ?? 'medium'

/** Goods that fit no size as a rule, by the slug of their category. */
const tooLarge = new Set(['refrigerator-freezer', 'washing-machine'])

/** Whether a post of this category is likely to fit no size, so that the form says first what to do then. */
export const isUsuallyTooLarge = (category: string | null): boolean => tooLarge.has(category ?? '')

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
