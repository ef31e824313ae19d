import { type PriceList, priceListSchema, readSavedParcels, type SavedParcel } from '#lib/shipping/index.ts'
import type { PriceDraftRow } from './ports.ts'

/** A draft as this process understands it; what it does not (a newer one wrote it) is not open here. */
export type PriceDraft = Omit<PriceDraftRow, 'list' | 'parcels'> & { list: PriceList | null; parcels: SavedParcel[] }

/** Whether this process understands all of a draft; a newer one, beside it during a roll-out, may write what it does not. */
export function isUnderstood({ list, parcels }: Pick<PriceDraftRow, 'list' | 'parcels'>): boolean {
  return (list === null || priceListSchema.safeParse(list).success) && readSavedParcels(parcels).ok
}

const unwritten: PriceDraftRow = { revision: 0, list: null, base: 0, draftedBy: null, draftedAt: null, parcels: [] }

export function openDraft(row: PriceDraftRow | null): PriceDraft {
  const found = row ?? unwritten
  const list = priceListSchema.safeParse(found.list)
  const parcels = readSavedParcels(found.parcels)
  return { ...found, list: list.success ? list.data : null, parcels: parcels.ok ? parcels.parcels : [] }
}
