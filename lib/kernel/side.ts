/** The two sides of a conversation about a post: SUPPLY is the seller, DEMAND the buyer. */
export const sides = ['SUPPLY', 'DEMAND'] as const

export type Side = (typeof sides)[number]

export const otherSide = (side: Side): Side => (side === 'SUPPLY' ? 'DEMAND' : 'SUPPLY')
