import type { PickupWindow } from '#lib/shipping/index.ts'

/** A pickup window in a form and an address: the moment at which it begins, in milliseconds since 1970. */
export const windowValue = (window: PickupWindow | null): string => (window ? String(window.from.getTime()) : '')

/** Null: none was chosen, or what was sent is no moment. */
export const readWindow = (value: string | undefined): Date | null =>
  value !== undefined && /^\d{1,14}$/.test(value) ? new Date(Number(value)) : null
