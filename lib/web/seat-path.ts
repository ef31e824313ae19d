/** Where a seat's pages are. */
export const seatHref = (seatId: string): string => `/s/${seatId}`
