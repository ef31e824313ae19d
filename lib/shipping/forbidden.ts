/** What must not be inside, whatever service carries it: what Iran Post's list forbids, and valuables. */
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
