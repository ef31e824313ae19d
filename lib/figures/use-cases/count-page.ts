import { dayBegan } from '#lib/kernel/tehran.ts'
import { bucketOf } from '../histogram.ts'
import { pageLimits, pageMetrics } from '../page-metrics.ts'
import type { PageFigures } from '../parse-page-figures.ts'
import type { FiguresDeps } from '../ports.ts'

/** Counts what a browser said of a page, on this day of Tehran. Nothing of it stays but the counts. */
export async function countPage({ store, clock }: FiguresDeps, { page, figures }: PageFigures): Promise<void> {
  const buckets = pageMetrics.flatMap((metric) => {
    const value = figures[metric]
    return value === undefined ? [] : [{ metric, bucket: bucketOf(pageLimits[metric].bounds, value) }]
  })
  await store.countPage(dayBegan(clock()), page, buckets)
}
