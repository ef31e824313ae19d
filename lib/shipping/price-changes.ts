import { distanceClasses } from './distance.ts'
import { type ParcelSize, parcelSizes } from './parcel.ts'
import { cellsOf, type PriceValue, partsOfCell, priceCell } from './price-cells.ts'
import type { PriceList } from './tariff.ts'

/** A cell that two lists have differently; null: the list has none there. */
export type PriceChange = {
  cell: string
  before: PriceValue | null
  after: PriceValue | null
  /** How much more, or less, of what is counted; null where nothing can be said. */
  percent: number | null
  /** A price that is five times what it was, or a fifth: perhaps it was written in rials. */
  isLeap: boolean
}

const leap = 5

/** Where two price lists differ, cell by cell: those of the later one in its order, then what it has no more. */
export function priceChanges(earlier: PriceList, later: PriceList): PriceChange[] {
  const [old, next] = [cellsOf(earlier), cellsOf(later)]
  return [...new Set([...Object.keys(next), ...Object.keys(old)])]
    .filter((cell) => old[cell] !== next[cell])
    .map((cell) => {
      const [before, after] = [old[cell] ?? null, next[cell] ?? null]
      const share = typeof before === 'number' && typeof after === 'number' && before > 0 ? after / before : null
      const percent = share === null ? null : Math.round((share - 1) * 100)
      return {
        cell,
        before,
        after,
        percent,
        isLeap: share !== null && isMoney(cell) && (share >= leap || share <= 1 / leap),
      }
    })
}

/** Whether what stands in a cell is money. */
export function isMoney(cell: string): boolean {
  const { row, column } = partsOfCell(cell)
  if (row === 'list') return column === 'roundToToman'
  return column === 'stepPrice' || (parcelSizes as readonly string[]).includes(column)
}

/**
 * `farther_cheaper`, `larger_cheaper`: than the nearer way, the smaller size. `other_steps`: weight is counted otherwise than on the
 * nearer way. `free_packing`: the size is carried, and fragile packing costs nothing.
 */
export const oddities = ['farther_cheaper', 'larger_cheaper', 'other_steps', 'free_packing'] as const
export type OddPrice = { cell: string; why: (typeof oddities)[number] }

/** What is unusual in a list, though it holds: a bound is counted, never reasoned, so that any table keeps it. */
export function oddPrices({ services }: PriceList): OddPrice[] {
  return services.flatMap(({ service, prices, fragilePacking }) => {
    const ways = distanceClasses.filter((distance) => prices[distance] !== undefined)
    const found = ways.flatMap((distance, index): OddPrice[] => {
      const [zone, nearer] = [prices[distance], prices[ways[index - 1] ?? distance]]
      if (!zone || !nearer) return []
      const cheaper = parcelSizes.filter(
        (size) => (zone.base[size] ?? Number.POSITIVE_INFINITY) < (nearer.base[size] ?? 0),
      )
      const steps = (['includedGrams', 'stepGrams'] as const).filter((column) => zone[column] !== nearer[column])
      const farther = [...cheaper, ...(zone.stepPrice < nearer.stepPrice ? (['stepPrice'] as const) : [])]
      return [
        ...farther.map((column) => ({ cell: priceCell(service, distance, column), why: 'farther_cheaper' as const })),
        ...falling(zone.base).map((size) => ({
          cell: priceCell(service, distance, size),
          why: 'larger_cheaper' as const,
        })),
        ...steps.map((column) => ({ cell: priceCell(service, distance, column), why: 'other_steps' as const })),
      ]
    })
    const carried = parcelSizes.filter((size) => ways.some((distance) => prices[distance]?.base[size] !== undefined))
    const free = carried.filter((size) => (fragilePacking[size] ?? 0) === 0)
    return [
      ...found,
      ...falling(fragilePacking).map((size) => ({
        cell: priceCell(service, 'packing', size),
        why: 'larger_cheaper' as const,
      })),
      ...free.map((size) => ({ cell: priceCell(service, 'packing', size), why: 'free_packing' as const })),
    ]
  })
}

/** Sizes that cost less than the next smaller one that is carried. */
function falling(bySize: Partial<Record<ParcelSize, number>>): ParcelSize[] {
  const carried = parcelSizes.filter((size) => bySize[size] !== undefined)
  return carried.filter((size, index) => (bySize[size] ?? 0) < (bySize[carried[index - 1] ?? size] ?? 0))
}
