import type { Side } from '#lib/kernel/side.ts'
import type { FaultCode, FormFields, Parsed } from './parsed.ts'

/** The parcel sizes, smallest first. Their Persian names and examples stand in `lib/fa/labels.ts`. */
export const parcelSizes = ['envelope', 'small', 'medium', 'large', 'xlarge'] as const

export type ParcelSize = (typeof parcelSizes)[number]

/** A size as the user picks it: the box it must fit in (cm, longest first), the most it may weigh, its picture. */
export type ParcelSizePreset = {
  size: ParcelSize
  maxSidesCm: readonly [number, number, number]
  maxWeightGrams: number
  icon: string
}

const limits: Record<ParcelSize, Omit<ParcelSizePreset, 'size'>> = {
  envelope: { maxSidesCm: [35, 25, 3], maxWeightGrams: 1_000, icon: 'envelope' },
  small: { maxSidesCm: [35, 25, 18], maxWeightGrams: 5_000, icon: 'box-small' },
  medium: { maxSidesCm: [45, 40, 30], maxWeightGrams: 10_000, icon: 'box-medium' },
  large: { maxSidesCm: [60, 50, 40], maxWeightGrams: 20_000, icon: 'box-large' },
  xlarge: { maxSidesCm: [100, 70, 60], maxWeightGrams: 30_000, icon: 'box-xlarge' },
}

/** The preset of a size. */
export const presetOf = (size: ParcelSize): ParcelSizePreset => ({ size, ...limits[size] })

export const parcelSizePresets: readonly ParcelSizePreset[] = parcelSizes.map(presetOf)

/** Weights to choose from, in grams: "up to so much". */
export const weightBracketsGrams = [500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000] as const

/** The brackets that a parcel of this size can weigh, lightest first. */
export function weightBracketsOf(size: ParcelSize): number[] {
  return weightBracketsGrams.filter((grams) => grams <= presetOf(size).maxWeightGrams)
}

/**
 * What is sent: its size, the weight it is charged by (grams; of a bracket, its upper end), and whether the seller, who has
 * the thing, has confirmed that nothing forbidden is inside. A buyer's proposal waits for that until the seller accepts it.
 */
export type Parcel = { size: ParcelSize; weightGrams: number; fragile: boolean; forbiddenAccepted: boolean }

/**
 * Reads the parcel form: `size`, `weight` (a bracket in grams), `fragile` and `forbiddenAccepted` (checkboxes). Without a
 * weight the parcel weighs what `included` says of its size; where that is not given, the weight is required.
 */
export function parseParcel(form: FormFields, included?: (size: ParcelSize) => number): Parsed<Parcel> {
  const faults: Record<string, FaultCode> = {}
  const size = parcelSizes.find((known) => known === form.size)
  if (!size) faults.size = 'size_required'
  const usual = size && !form.weight ? included?.(size) : undefined
  const weightGrams = usual ?? weightBracketsGrams.find((known) => String(known) === form.weight)
  if (!form.weight && !included) faults.weight = 'weight_required'
  else if (form.weight && !weightGrams) faults.weight = 'weight_invalid'
  else if (size && weightGrams && weightGrams > presetOf(size).maxWeightGrams) faults.weight = 'weight_over_size'
  if (!size || !weightGrams || Object.keys(faults).length > 0) return { ok: false, faults }
  return {
    ok: true,
    value: { size, weightGrams, fragile: Boolean(form.fragile), forbiddenAccepted: Boolean(form.forbiddenAccepted) },
    warnings: {},
  }
}

/** Whether a side still has to confirm that nothing forbidden is inside: the seller, who has the thing, and only they. */
export const mustConfirm = (side: Side, { forbiddenAccepted }: Pick<Parcel, 'forbiddenAccepted'>): boolean =>
  side === 'SUPPLY' && !forbiddenAccepted
