import 'server-only'
import { keptText, privacyAnswers, rememberedText, retentionTexts } from '#lib/fa/retention.ts'
import { type PeykRetentionItem, peyk } from '#lib/peyk.ts'
import { seatHref } from '#lib/web/seat-path.ts'
import { rememberedDays } from '../booking/remembered-address.ts'

/** What the add-on declares to keep, in words: the erasing job works by the same declarations. */
export function privacyRows() {
  const kept = (Object.keys(retentionTexts) as PeykRetentionItem[]).map((item) => {
    const { item: name, what, why } = retentionTexts[item]
    return { item: name, what, why, howLong: keptText(item, peyk.retention[item].keptSeconds) }
  })
  const [draft, ...rest] = kept
  return [...(draft ? [draft] : []), rememberedText(rememberedDays), ...rest]
}

/** What people ask first, answered in the same numbers. */
export const answersFor = (business: string | null) =>
  privacyAnswers(business, (item) => peyk.retention[item].keptSeconds, rememberedDays)

/** Where a seat's pages are, if what stands in the address may be one; whether it is, its own pages find out. */
export function seatPaths(seat: string | string[] | undefined): { seat: string; erase: string } | null {
  if (typeof seat !== 'string' || !/^[\w-]{1,64}$/.test(seat)) return null
  return { seat: seatHref(seat), erase: `${seatHref(seat)}/erase` }
}
