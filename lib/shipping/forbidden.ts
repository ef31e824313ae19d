import type { Service } from './service.ts'

/** What no service, or not every service, carries: Iran Post's list (research.md §2), and valuables. */
export const forbiddenGoods = [
  'weapons_explosives',
  'flammables_gases',
  'drugs',
  'chemicals_poisons',
  'live_animals',
  'cash_jewellery',
  'batteries',
  'magnets_mercury',
  'liquid_glue',
] as const

export type ForbiddenGood = (typeof forbiddenGoods)[number]

const onlyByPost: readonly ForbiddenGood[] = ['batteries', 'magnets_mercury', 'liquid_glue']
const postal: readonly Service[] = ['post_pishtaz', 'post_vijeh']

/** What a service refuses; without a service, what anyone refuses. */
export function forbiddenGoodsOf(service: Service | null): ForbiddenGood[] {
  if (service === null || postal.includes(service)) return [...forbiddenGoods]
  return forbiddenGoods.filter((good) => !onlyByPost.includes(good))
}
