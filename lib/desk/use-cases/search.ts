import { lastFourDigests } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { parseSearch } from '../search-text.ts'
import { pageSize, type ShownRow, shownRow } from './read-queue.ts'

export type Found =
  /** In the order in which they were typed; `row` is null where there is none. */
  | { kind: 'codes'; results: { asked: string; code: string | null; row: ShownRow | null }[] }
  /** The newest first; `more`: of others there are too many to show. */
  | { kind: 'last_four'; rows: ShownRow[]; more: boolean }
  | { kind: 'empty' }
  | { kind: 'too_many' }
  | { kind: 'not_allowed' }

/** Looks for shipments by their codes, or by the last four digits of a mobile of either end while its address stands. */
export async function search(
  { store, clock, sealer }: Pick<DeskDeps, 'store' | 'clock' | 'sealer'>,
  actor: DeskActor,
  text: string,
): Promise<Found> {
  if (!mayDo(actor.role, 'queue.read')) return { kind: 'not_allowed' }
  const asked = parseSearch(text)
  const now = clock()
  if (asked.kind === 'last_four') {
    const rows = await store.byMobile(lastFourDigests(sealer, asked.digits), pageSize + 1)
    const shown = rows.slice(0, pageSize).map((row) => shownRow(row, now))
    return { kind: 'last_four', rows: shown, more: rows.length > pageSize }
  }
  if (asked.kind !== 'codes') return asked
  const rows = await store.byCodes(asked.codes.flatMap(({ code }) => code ?? []))
  const byCode = new Map(rows.map((row) => [row.trackingCode, shownRow(row, now)]))
  const results = asked.codes.map((one) => ({ ...one, row: (one.code !== null && byCode.get(one.code)) || null }))
  return { kind: 'codes', results }
}
