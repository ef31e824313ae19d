import { instantOf, tehranTime } from '#lib/kernel/tehran.ts'
import { mayDo, type Role } from '#lib/staff/index.ts'
import { type Availability, availabilityIn, lastMinutes } from '../availability.ts'
import { quantileOf, type Span, totalOf } from '../histogram.ts'
import { type PageKind, pageKinds } from '../page-kinds.ts'
import { type PageMetric, pageLimits, pageMetrics, type Rating, ratingOf, ratingsOf } from '../page-metrics.ts'
import type { BucketCount, FiguresDeps, LaunchDay } from '../ports.ts'

/** Where three quarters of the loads of a page lie, and how many there were. */
export type PageFigure = { count: number; threeQuarters: Span; rating: Rating; ratings: Record<Rating, number> }

export type PageRow = { page: PageKind; metrics: Record<PageMetric, PageFigure | null> }

export type Figures = {
  kind: 'figures'
  /** Of pages that anything is known of, in the order of `pageKinds`. */
  pages: PageRow[]
  availability: { day: Availability | null; week: Availability | null }
  launches: (LaunchDay & { began: Date })[]
}

const days = 7
const dayMinutes = 24 * 60

/** How pages and process did in the last seven days, today among them. */
export async function readFigures(
  { store, clock }: FiguresDeps,
  actor: { role: Role },
): Promise<Figures | { kind: 'not_allowed' }> {
  if (!mayDo(actor.role, 'report.read')) return { kind: 'not_allowed' }
  const now = clock()
  const first = tehranTime(now).day - days + 1
  const starts = Array.from({ length: days + 1 }, (_, day) => instantOf({ day: first + day, minute: 0 }))
  const available = async (minutes: number) => {
    const span = lastMinutes(now, minutes)
    return availabilityIn(span, await store.minutes(span))
  }
  const counts = await store.pageCounts(instantOf({ day: first, minute: 0 }))
  const launches = await store.launches(starts)
  return {
    kind: 'figures',
    pages: pageKinds.filter((page) => counts.some((one) => one.page === page)).map((page) => pageRow(page, counts)),
    availability: { day: await available(dayMinutes), week: await available(days * dayMinutes) },
    launches: launches.map((one) => ({ ...one, began: instantOf({ day: first + one.day, minute: 0 }) })),
  }
}

function pageRow(page: PageKind, counts: readonly BucketCount[]): PageRow {
  const own = counts.filter((one) => one.page === page)
  const entries = pageMetrics.map((metric) => [metric, pageFigure(metric, own)])
  return { page, metrics: Object.fromEntries(entries) as PageRow['metrics'] }
}

function pageFigure(metric: PageMetric, own: readonly BucketCount[]): PageFigure | null {
  const { bounds } = pageLimits[metric]
  const counts = Array.from({ length: bounds.length + 1 }, (_, bucket) =>
    own.filter((one) => one.metric === metric && one.bucket === bucket).reduce((sum, { count }) => sum + count, 0),
  )
  const threeQuarters = quantileOf({ bounds, counts }, 0.75)
  if (threeQuarters === null) return null
  return {
    count: totalOf({ counts }),
    threeQuarters,
    rating: ratingOf(metric, threeQuarters),
    ratings: ratingsOf(metric, counts),
  }
}
