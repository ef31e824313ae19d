import 'server-only'
import { retention } from '#lib/access/index.ts'
import { keptText, retentionTexts } from '#lib/fa/retention.ts'

/** The retention table in words: the same table that the erasing job works by. */
export function privacyRows() {
  return retention.map(({ item, keptSeconds }) => {
    const { item: name, what, why } = retentionTexts[item]
    return { item: name, what, why, howLong: keptText(item, keptSeconds) }
  })
}
