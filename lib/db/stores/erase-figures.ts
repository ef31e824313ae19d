import { lte } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import type { FiguresRetentionItem } from '#lib/figures/index.ts'
import type { Db } from '../client.ts'
import { answeredMinutes, pageFigures } from '../schema/figures.ts'
import { eraserOf } from './remove.ts'

/** What is counted, grown old. A day goes when its beginning is due, so that none of it stays too long. */
export function figuresErasers(db: Db): Erasers<FiguresRetentionItem> {
  const eraser = eraserOf(db)
  return {
    page_figure: eraser(
      async ({ remove }, dueBefore) => await remove(pageFigures, lte(pageFigures.dayBegan, dueBefore)),
    ),
    answered_minute: eraser(
      async ({ remove }, dueBefore) => await remove(answeredMinutes, lte(answeredMinutes.minute, dueBefore)),
    ),
  }
}
