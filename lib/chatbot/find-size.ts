import type { ParcelSize } from '#lib/shipping/index.ts'
import { keyOf, runOf } from './hear.ts'

// The types of shipping are known here, not its values; the compiler holds this list complete.
const words: Record<ParcelSize, readonly string[]> = {
  xlarge: ['خیلی بزرگ', 'بسیار بزرگ'],
  envelope: ['پاکت', 'نامه', 'مدرک', 'مدارک'],
  small: ['کوچک', 'کوچیک', 'کوچولو'],
  medium: ['متوسط'],
  large: ['بزرگ'],
}

/** The sizes, smallest first. */
export const sizes: readonly ParcelSize[] = ['envelope', 'small', 'medium', 'large', 'xlarge']

const longestFirst: readonly ParcelSize[] = ['xlarge', 'envelope', 'small', 'medium', 'large']

/** The parcel size that the words name; null: none. */
export const findSize = (spoken: readonly string[]): ParcelSize | null =>
  longestFirst.find((size) => words[size].some((word) => runOf(spoken, keyOf(word)) !== null)) ?? null

export const sizeOf = (word: string | undefined): ParcelSize | null => sizes.find((size) => size === word) ?? null
