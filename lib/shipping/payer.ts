/** Who pays the carrier: one of the two sides beforehand, or the one who receives the parcel, at the door (پس‌کرایه). */
export const payers = ['buyer', 'seller', 'on_delivery'] as const

export type Payer = (typeof payers)[number]
