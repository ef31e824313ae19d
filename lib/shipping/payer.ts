/**
 * Who pays the courier: the buyer when the parcel is delivered, or the seller when it is picked up. `on_delivery` (پس‌کرایه)
 * is the buyer, too: earlier versions offered it beside `buyer`, and rows and open pages of theirs still say it.
 */
export const payers = ['buyer', 'seller', 'on_delivery'] as const

export type Payer = (typeof payers)[number]

/** What is offered, the usual one first. */
export const offeredPayers = ['buyer', 'seller'] as const satisfies readonly Payer[]
