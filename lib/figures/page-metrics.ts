import { type Counted, countBetween, type Span } from './histogram.ts'

/**
 * What a browser measures of a page, as the library `web-vitals` defines it: the largest thing is drawn, a tap is answered, what
 * was shown jumps, the first byte is there. Milliseconds, but for CLS, which has no unit.
 */
export const pageMetrics = ['LCP', 'INP', 'CLS', 'TTFB'] as const

export type PageMetric = (typeof pageMetrics)[number]

/** `good`: not above this; `poor`: above this. Both are bounds of counting, so that what is said of them is exact. */
export const pageLimits: Record<PageMetric, { good: number; poor: number; bounds: readonly number[] }> = {
  LCP: { good: 2500, poor: 4000, bounds: [500, 1000, 1500, 2000, 2500, 3000, 4000, 6000, 10_000] },
  INP: { good: 200, poor: 500, bounds: [50, 100, 150, 200, 300, 400, 500, 1000, 2000] },
  CLS: { good: 0.1, poor: 0.25, bounds: [0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1] },
  TTFB: { good: 800, poor: 1800, bounds: [100, 200, 400, 800, 1200, 1800, 3000, 6000] },
}

/** More than that is a browser that slept, or somebody's invention. */
export const maxPageFigure = 600_000

export type Rating = 'good' | 'fair' | 'poor'

/** How a span rates, which lies on one side of each limit. */
export function ratingOf(metric: PageMetric, { upTo }: Span): Rating {
  const { good, poor } = pageLimits[metric]
  if (upTo === null || upTo > poor) return 'poor'
  return upTo <= good ? 'good' : 'fair'
}

export function ratingsOf(metric: PageMetric, counts: Counted['counts']): Record<Rating, number> {
  const { good, poor, bounds } = pageLimits[metric]
  const between = (above: number | null, upTo: number | null) => countBetween({ bounds, counts }, { above, upTo })
  return { good: between(null, good), fair: between(good, poor), poor: between(poor, null) }
}
