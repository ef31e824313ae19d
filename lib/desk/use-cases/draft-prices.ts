import {
  currentVersion,
  isUnderstood,
  openDraft,
  type PriceDraft,
  type PriceDraftRow,
  type Version,
} from '#lib/business/index.ts'
import {
  type PriceCells,
  type PriceChange,
  priceChanges,
  readPriceCells,
  readSavedParcels,
} from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'

type Deps = Pick<DeskDeps, 'business' | 'clock'>

/**
 * `stale`: somebody else changed the draft meanwhile. It stands as `now` and would become `wanted`, with these changes of prices,
 * by the same request with the revision of `now`.
 */
export type PricesDrafted =
  | { kind: 'not_allowed' }
  | { kind: 'written'; revision: number }
  /** A newer process wrote what stands there, and this one would throw away what it does not understand. */
  | { kind: 'newer' }
  | { kind: 'stale'; now: PriceDraft; wanted: PriceDraft; changes: PriceChange[] }

/**
 * Writes the draft of the prices, behind the revision that its form was made of. A draft that nobody opened is begun from the
 * version in force.
 */
export async function draftPrices(
  deps: Deps,
  actor: DeskActor,
  { revision, cells }: { revision: number; cells: PriceCells },
): Promise<PricesDrafted | { kind: 'refused'; cells: string[] }> {
  const read = readPriceCells(cells)
  if (!read.ok && mayDo(actor.role, 'tariff.draft')) return { kind: 'refused', cells: read.cells }
  return await changeDraft(deps, actor, { revision, what: 'prices.draft' }, (draft, begins) => ({
    list: read.ok ? read.list : null,
    base: draft.list === null ? begins : draft.base,
    draftedBy: actor.staffId,
    draftedAt: deps.clock(),
  }))
}

/** Writes what saved parcels have to cost. Whose the prices are does not change with it. */
export async function saveParcels(
  deps: Deps,
  actor: DeskActor,
  { revision, parcels }: { revision: number; parcels: unknown },
): Promise<PricesDrafted | { kind: 'refused'; faults: { row: number; field: string }[] }> {
  const read = readSavedParcels(parcels)
  if (!read.ok && mayDo(actor.role, 'tariff.draft')) return { kind: 'refused', faults: read.faults }
  const kept = read.ok ? read.parcels : []
  return await changeDraft(deps, actor, { revision, what: 'prices.parcels' }, () => ({ parcels: kept }))
}

/** Throws the draft away; the saved parcels stay. */
export async function dropPrices(deps: Deps, actor: DeskActor, revision: number): Promise<PricesDrafted> {
  return await changeDraft(deps, actor, { revision, what: 'prices.drop' }, () => closedDraft)
}

/** A draft that was published or thrown away. */
export const closedDraft = { list: null, draftedBy: null, draftedAt: null } as const

/** One change of the draft with its entry in the audit. Of two of the same revision one counts. */
async function changeDraft(
  { business, clock }: Deps,
  { staffId, role, address }: DeskActor,
  { revision, what }: { revision: number; what: string },
  change: Change,
): Promise<PricesDrafted> {
  if (!mayDo(role, 'tariff.draft')) return { kind: 'not_allowed' }
  const written = await business.transaction(async ({ store, drafts, recordAudit }) => {
    const row = await drafts.lock()
    if (row && !isUnderstood(row)) return 'newer'
    if ((row?.revision ?? 0) !== revision) return null
    const next = changed(row, await currentVersion(store), change)
    if (!(await drafts.save({ ...next, revision: revision + 1 }))) return null
    await recordAudit({ at: clock(), staffId, what, which: null, detail: String(revision + 1), address })
    return revision + 1
  })
  if (written === 'newer') return { kind: 'newer' }
  if (written !== null) return { kind: 'written', revision: written }
  const [row, version] = [await business.drafts.find(), await currentVersion(business.store)]
  const [now, wanted] = [openDraft(row), openDraft(changed(row, version, change))]
  const { tariff } = version.business
  return { kind: 'stale', now, wanted, changes: priceChanges(now.list ?? tariff, wanted.list ?? tariff) }
}

type Change = (draft: PriceDraftRow, begins: number) => Partial<PriceDraftRow>

/** The draft as it would stand then, or the first one, with the revision that it has. */
function changed(row: PriceDraftRow | null, { number }: Version, change: Change): PriceDraftRow {
  const before = row ?? { ...closedDraft, revision: 0, base: number, parcels: [] }
  return { ...before, ...change(before, number) }
}
