import {
  currentVersion,
  type DatedVersion,
  openDraft,
  type PriceDraft,
  readVersion,
  type Version,
} from '#lib/business/index.ts'
import {
  type CheckedParcel,
  checkSavedParcels,
  type OddPrice,
  oddPrices,
  type PriceChange,
  type PriceList,
  priceChanges,
} from '#lib/shipping/index.ts'
import { namesOfStaff } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { type PublicationBlock, publicationBlock } from '../price-publication.ts'

/** A version that brought other prices than the one before it; `staffId` null: a command wrote it, or nobody knows any more. */
export type PriceVersion = { number: number; writtenAt: Date; staffId: string | null; isCurrent: boolean }

export type PricesOnDesk = {
  kind: 'prices'
  version: Version
  draft: PriceDraft
  /** The draft, or, where none is open, what is published: what the form shows. */
  shown: PriceList
  changes: PriceChange[]
  odd: OddPrice[]
  checked: CheckedParcel[]
  /** Null: this person may publish the draft now. */
  block: PublicationBlock | null
  versions: PriceVersion[]
  /** Of the staff by id. */
  names: ReadonlyMap<string, string>
}

const shownVersions = 12
/** More are read: prices that are written otherwise may be the same, and a newer build's are passed over. */
const readVersions = 3 * shownVersions
const readActs = 100

/** The prices of the business, the draft of the next ones, and what is between the two. */
export async function readPrices(
  deps: Pick<DeskDeps, 'business' | 'staff' | 'clock'>,
  actor: DeskActor,
): Promise<PricesOnDesk | { kind: 'not_allowed' }> {
  const staff = await namesOfStaff(deps.staff, actor, 'tariff.draft')
  if (staff === null) return { kind: 'not_allowed' }
  const version = await currentVersion(deps.business.store)
  const draft = openDraft(await deps.business.drafts.find())
  const published = version.business.tariff
  const shown = draft.list ?? published
  return {
    kind: 'prices',
    version,
    draft,
    shown,
    changes: priceChanges(published, shown),
    odd: oddPrices(shown),
    checked: checkSavedParcels(shown, draft.parcels),
    block: publicationBlock({ actor, version, draft, members: await deps.staff.store.members(), now: deps.clock() }),
    versions: await priceVersions(deps),
    names: new Map(staff.map(({ id, name }) => [id, name])),
  }
}

async function priceVersions({ business, staff }: Pick<DeskDeps, 'business' | 'staff'>): Promise<PriceVersion[]> {
  const found = withOtherPrices(await business.prices(readVersions)).slice(0, shownVersions)
  const which = found.map(({ number }) => String(number))
  const written = await staff.store.auditBefore(null, readActs, { staffId: null, what: null, which })
  const byNumber = new Map(
    written.filter(({ what }) => writing.includes(what)).map((entry) => [entry.which, entry.staffId]),
  )
  return found.map(({ number, writtenAt }, index) => ({
    number,
    writtenAt,
    staffId: byNumber.get(String(number)) ?? null,
    isCurrent: index === 0,
  }))
}

const writing = ['prices.publish', 'prices.roll_back', 'business.edit']

/** Newest first, only those whose prices are not those of the version before; what this process cannot read is passed over. */
function withOtherPrices(rows: readonly DatedVersion[]): DatedVersion[] {
  const read = rows.flatMap((row) => {
    const version = readVersion(row)
    return version ? [{ row, list: version.business.tariff }] : []
  })
  return read
    .filter(({ list }, index) => {
      const before = read[index + 1]
      return before === undefined || priceChanges(before.list, list).length > 0
    })
    .map(({ row }) => row)
}
