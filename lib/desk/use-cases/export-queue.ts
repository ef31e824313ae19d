import { dayBegan } from '#lib/kernel/tehran.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { QueueFilter } from '../filter.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { silentSince } from '../standing.ts'
import { tabs } from '../tabs.ts'
import { type ShownRow, shownRow } from './read-queue.ts'

/** Rows that are in memory at once. */
const exportSize = 500

/**
 * All that a filter shows, from its first row on, some at a time. It names nobody, as the queue does not. What moves behind the
 * row that was read last comes twice, and what moves in front of it not at all: it is what stood while it was read.
 */
export function exportQueue(
  { store, clock }: Pick<DeskDeps, 'store' | 'clock'>,
  actor: DeskActor,
  filter: QueueFilter,
): { kind: 'rows'; pages: AsyncGenerator<ShownRow[], void, void> } | { kind: 'not_allowed' } {
  if (!mayDo(actor.role, 'queue.read')) return { kind: 'not_allowed' }
  const now = clock()
  const moments = { now, silentSince: silentSince(now), dayBegan: dayBegan(now) }
  async function* pages() {
    let after: QueueFilter['after'] = null
    for (;;) {
      const found = await store.queue({ ...filter, tab: tabs[filter.tab], after }, moments, exportSize)
      yield found.map(({ row }) => shownRow(row, now))
      after = found.at(-1)?.cursor ?? null
      if (found.length < exportSize || after === null) return
    }
  }
  return { kind: 'rows', pages: pages() }
}
