import { dayBegan } from '#lib/kernel/tehran.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { Cursor } from '../cursor.ts'
import type { QueueFilter } from '../filter.ts'
import type { DeskActor, DeskDeps, QueueRow } from '../ports.ts'
import { type Attention, attentionOf, type Standing, silentSince, standingOf } from '../standing.ts'
import { tabs } from '../tabs.ts'

/** Rows of a page. */
export const pageSize = 50

export type ShownRow = QueueRow & { standing: Standing; attention: Attention | null }

export type QueuePage =
  | {
      kind: 'page'
      rows: ShownRow[]
      /** Of each tab. */
      counts: Record<string, number>
      /** Where the next page goes on; null: this is the last. */
      next: Cursor | null
    }
  | { kind: 'not_allowed' }

/**
 * A page of the queue, by promise. It goes on behind the last row that was shown, so what comes or goes in front of it moves
 * nothing; a row whose promise moves behind that is shown again.
 */
export async function readQueue(
  { store, clock }: Pick<DeskDeps, 'store' | 'clock'>,
  actor: DeskActor,
  filter: QueueFilter,
): Promise<QueuePage> {
  if (!mayDo(actor.role, 'queue.read')) return { kind: 'not_allowed' }
  const now = clock()
  const moments = { now, silentSince: silentSince(now), dayBegan: dayBegan(now) }
  const query = { ...filter, tab: tabs[filter.tab] }
  const [found, counts] = await Promise.all([store.queue(query, moments, pageSize + 1), store.counts(tabs, moments)])
  const page = found.slice(0, pageSize)
  const next = found.length > pageSize ? (page.at(-1)?.cursor ?? null) : null
  return { kind: 'page', rows: page.map(({ row }) => shownRow(row, now)), counts, next }
}

export const shownRow = (row: QueueRow, now: Date): ShownRow => ({
  ...row,
  standing: standingOf(row, now),
  attention: attentionOf(row, now),
})
