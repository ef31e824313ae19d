import 'server-only'
import { retention } from '#lib/addon/access/index.ts'
import { keptText, retentionTexts } from '#lib/fa/retention.ts'

/** The retention table in words: the same table that the erasing job works by. */
export function privacyRows() {
  return retention.map(({ item, keptSeconds }) => {
    const { item: name, what, why } = retentionTexts[item]
    return { item: name, what, why, howLong: keptText(item, keptSeconds) }
  })
}

/** Where a seat's pages are, if what stands in the address may be one; whether it is, its own pages find out. */
export function seatPaths(seat: string | string[] | undefined): { seat: string; erase: string } | null {
  if (typeof seat !== 'string' || !/^[\w-]{1,64}$/.test(seat)) return null
  return { seat: `/s/${seat}`, erase: `/s/${seat}/erase` }
}
