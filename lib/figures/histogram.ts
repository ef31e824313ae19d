/**
 * Counts of values by size. `bounds` rise; a value belongs to the first that is not below it, or behind the last. What was
 * counted is known as exactly as the bounds are apart, and what is said of it says no more.
 */
export type Counted = { bounds: readonly number[]; counts: readonly number[] }

/** Above `above` and at most `upTo`; null: nothing is known on that side. */
export type Span = { above: number | null; upTo: number | null }

/** Where a value is counted: from 0 to the number of bounds. */
export function bucketOf(bounds: readonly number[], value: number): number {
  const found = bounds.findIndex((bound) => value <= bound)
  return found === -1 ? bounds.length : found
}

export const totalOf = ({ counts }: Pick<Counted, 'counts'>): number => counts.reduce((sum, count) => sum + count, 0)

/**
 * The span in which the value lies that `share` of all are not above (by the nearest rank): the one of three quarters at 0.75. Null:
 * nothing was counted.
 */
export function quantileOf({ bounds, counts }: Counted, share: number): Span | null {
  const total = totalOf({ counts })
  if (total === 0) return null
  const rank = Math.max(1, Math.ceil(share * total))
  let seen = 0
  const bucket = counts.findIndex((count) => {
    seen += count
    return seen >= rank
  })
  return { above: bounds[bucket - 1] ?? null, upTo: bounds[bucket] ?? null }
}

/** How many lie above `from` and at most at `to`, both of which are bounds or null. */
export function countBetween({ bounds, counts }: Counted, { above, upTo }: Span): number {
  const first = above === null ? 0 : bounds.indexOf(above) + 1
  const last = upTo === null ? bounds.length : bounds.indexOf(upTo)
  return totalOf({ counts: counts.slice(first, last + 1) })
}
