/** The two sides of a conversation about a post: SUPPLY is the advertiser, DEMAND who answers the post. */
export type Side = 'SUPPLY' | 'DEMAND'

const words: ReadonlyMap<string, Side> = new Map([
  ['SUPPLY', 'SUPPLY'],
  ['SELLER', 'SUPPLY'],
  ['SUPPLIER', 'SUPPLY'],
  ['DEMAND', 'DEMAND'],
  ['BUYER', 'DEMAND'],
])

/** The one internal word for a side, from any of Divar's; null for every other. Contract §14, rows 2 and 3. */
export const parseSide = (text: string | null): Side | null => words.get(text?.trim().toUpperCase() ?? '') ?? null
