import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Toman } from '#lib/kernel/toman.ts'

// Not Intl: an old WebView must print the same as the server.
const grouped = (value: number) => toPersianDigits(String(value).replace(/\B(?=(\d{3})+$)/g, '٬'))

/** «۱۲۳٬۰۰۰», for places where the unit stands beside it. */
export const formatAmount = (amount: Toman | number): string => grouped(amount)

/** «۱۲۳٬۰۰۰ تومان» */
export const formatToman = (amount: Toman | number): string => `${grouped(amount)} تومان`

/** «از ۱۲۳٬۰۰۰ تا ۲۰۰٬۰۰۰ تومان», or one price where both ends are the same. */
export function formatTomanRange({ min, max }: { min: Toman | number; max: Toman | number }): string {
  return min === max ? formatToman(max) : `از ${grouped(min)} تا ${formatToman(max)}`
}
