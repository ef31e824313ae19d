import {
  currentWritten,
  type Fault,
  haveEnded,
  openDraft,
  readVersion,
  unsetFile,
  unsetVersion,
  writeVersionBehind,
} from '#lib/business/index.ts'
import { type CheckedParcel, type PriceList, priceChanges } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { BusinessTx, DeskActor, DeskDeps } from '../ports.ts'
import { notHolding, type PublicationBlock, publicationBlock } from '../price-publication.ts'
import { closedDraft } from './draft-prices.ts'

type Deps = Pick<DeskDeps, 'business' | 'clock'>

type NotWritten =
  | { kind: 'blocked'; why: PublicationBlock; parcels: CheckedParcel[] }
  /** Somebody else wrote a version, or changed the draft, since the page was looked at. */
  | { kind: 'stale' }
  /** The prices do not fit what the business is now: a service is on that they have no prices for. */
  | { kind: 'refused'; faults: Fault[] }
  | { kind: 'not_found' }

export type PricesPublished = { kind: 'written'; number: number } | NotWritten

const blocked = (why: PublicationBlock, parcels: CheckedParcel[] = []): NotWritten => ({
  kind: 'blocked',
  why,
  parcels,
})

/**
 * Makes the draft the prices of the business, as a version more: of the draft and the version that were looked at, or not at all.
 */
export async function publishPrices(
  deps: Deps,
  actor: DeskActor,
  { base, revision }: { base: number; revision: number },
): Promise<PricesPublished> {
  if (!mayDo(actor.role, 'tariff.publish')) return blocked('not_allowed')
  return await deps.business.transaction(async (tx) => {
    const row = await tx.drafts.lock()
    const draft = openDraft(row)
    if (draft.revision !== revision) return { kind: 'stale' }
    const written = await currentWritten(tx.store)
    const version = (written && readVersion(written)) ?? unsetVersion
    if (version.number !== base) return { kind: 'stale' }
    const why = publicationBlock({ actor, version, draft, members: await tx.members(), now: deps.clock() })
    if (why !== null || row === null || draft.list === null) {
      return blocked(why ?? 'no_draft', why === 'parcels' ? notHolding(draft) : [])
    }
    const added = await writePrices(deps, tx, { base, data: written?.data ?? unsetFile, list: draft.list })
    if (added.kind !== 'written') return added
    const isClosed = await tx.drafts.save({ ...row, ...closedDraft, base: added.number, revision: revision + 1 })
    if (!isClosed) throw new Error('a draft that was locked has changed')
    const { staffId, address } = actor
    const which = String(added.number)
    await tx.recordAudit({ at: deps.clock(), staffId, what: 'prices.publish', which, detail: row.draftedBy, address })
    return added
  })
}

/**
 * Makes the prices of an earlier version those of the business again, as a version more. They were published once, so that it takes
 * one person and no parcels: this is for the minute in which prices turn out to be wrong. The draft stays as it is.
 */
export async function rollBackPrices(
  deps: Deps,
  actor: DeskActor,
  { base, number }: { base: number; number: number },
): Promise<PricesPublished> {
  if (!mayDo(actor.role, 'tariff.publish')) return blocked('not_allowed')
  return await deps.business.transaction(async (tx) => {
    const written = await currentWritten(tx.store)
    const version = written && readVersion(written)
    if (!written || !version || version.number !== base) return { kind: 'stale' }
    const earlier = await tx.store.written(number)
    const list = (earlier && readVersion(earlier))?.business.tariff
    if (!list) return { kind: 'not_found' }
    if (priceChanges(version.business.tariff, list).length === 0) return blocked('no_change')
    if (haveEnded(list, deps.clock())) return blocked('ended')
    const added = await writePrices(deps, tx, { base, data: written.data, list })
    if (added.kind !== 'written') return added
    const { staffId, address } = actor
    const entry = { what: 'prices.roll_back', which: String(added.number), detail: String(number) }
    await tx.recordAudit({ at: deps.clock(), staffId, address, ...entry })
    return added
  })
}

/** The business as it stands, with these prices. */
async function writePrices(
  { clock }: Deps,
  { store }: Pick<BusinessTx, 'store'>,
  { base, data, list }: { base: number; data: Record<string, unknown>; list: PriceList },
): Promise<PricesPublished> {
  const added = await writeVersionBehind(store, { base, data: { ...data, tariff: list } }, clock())
  if (added === 'stale') return { kind: 'stale' }
  return added.ok ? { kind: 'written', number: added.number } : { kind: 'refused', faults: added.faults }
}
