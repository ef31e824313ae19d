import { integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { PageKind, PageMetric } from '#lib/figures/index.ts'
import { moment } from '../columns.ts'

/** How fast pages came in people's browsers: counts of a day by the kind of page, and of nothing else. */
export const pageFigures = pgTable(
  'page_figures',
  {
    /** When the day of Tehran began. */
    dayBegan: moment('day_began').notNull(),
    page: text('page').$type<PageKind>().notNull(),
    metric: text('metric').$type<PageMetric>().notNull(),
    /** Which of the metric's spans, as `lib/figures/page-metrics.ts` has them. */
    bucket: integer('bucket').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.dayBegan, table.page, table.metric, table.bucket] })],
)

/** The minutes in which any process of Peyk was healthy. One that is missing was answered in by none. */
export const answeredMinutes = pgTable('answered_minutes', { minute: moment('minute').primaryKey() })
