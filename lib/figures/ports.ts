import type { Clock } from '#lib/kernel/clock.ts'
import type { PageKind } from './page-kinds.ts'
import type { PageMetric } from './page-metrics.ts'

export type BucketCount = { page: PageKind; metric: PageMetric; bucket: number; count: number }

/** One day of launches that led to a message in the chat: how long that took, from Divar's launch on. */
export type LaunchDay = {
  /** Counted from 0 on from the first of the range. */
  day: number
  count: number
  /** In seconds: of the middle one, and of the one that nine of ten were not slower than. */
  middleSeconds: number
  slowSeconds: number
}

export type FiguresStore = {
  /** Counts one more in each of these, on the day that began then. */
  countPage(dayBegan: Date, page: PageKind, buckets: readonly { metric: PageMetric; bucket: number }[]): Promise<void>
  /** The sums of the days that began then or later; a bucket without any is left out. */
  pageCounts(since: Date): Promise<BucketCount[]>
  /** Of several processes that say it of one minute the first counts. */
  noteMinute(minute: Date): Promise<void>
  /** The first minute of all before `to`, and how many stand from `from` on and before `to`. */
  minutes(span: { from: Date; to: Date }): Promise<{ first: Date | null; answered: number }>
  /** Between the first of these moments and the last, where each but the last is the beginning of a day; days of none left out. */
  launches(starts: readonly Date[]): Promise<LaunchDay[]>
}

export type FiguresDeps = { store: FiguresStore; clock: Clock }
