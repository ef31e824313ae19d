import { z } from 'zod'
import { type PageKind, pageKinds } from './page-kinds.ts'
import { maxPageFigure, type PageMetric, pageMetrics } from './page-metrics.ts'

const figure = z.number().min(0).max(maxPageFigure)

const schema = z.strictObject({
  page: z.enum(pageKinds),
  figures: z.partialRecord(z.enum(pageMetrics), figure).refine((all) => Object.keys(all).length > 0),
})

export type PageFigures = { page: PageKind; figures: Partial<Record<PageMetric, number>> }

/** What a browser says of one page, each metric at most once; null: it is not that. */
export function parsePageFigures(json: unknown): PageFigures | null {
  const parsed = schema.safeParse(json)
  return parsed.success ? parsed.data : null
}
