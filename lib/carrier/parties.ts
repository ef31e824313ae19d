import type { Side } from '#lib/kernel/side.ts'

export type Party = 'buyer' | 'seller'

/** The sides of a conversation as the carrier calls them. */
export const parties: Record<Side, Party> = { DEMAND: 'buyer', SUPPLY: 'seller' }
