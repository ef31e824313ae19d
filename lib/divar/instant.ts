/**
 * Microseconds in webhooks, a date in other answers, seconds and milliseconds in old ones: the unit of a number shows
 * in its size, since every one of them lies between the years 2001 and 5000. Contract §14, row 59.
 */
export function readInstant(value: unknown): Date | null {
  const isDigits = typeof value === 'string' && /^\d{1,20}$/.test(value)
  const number = isDigits ? Number(value) : value
  if (typeof number !== 'number' && typeof number !== 'string') return null
  const instant = new Date(typeof number === 'number' ? inMilliseconds(number) : number)
  return Number.isNaN(instant.getTime()) || instant.getTime() <= 0 ? null : instant
}

function inMilliseconds(number: number): number {
  if (number < 1e11) return number * 1e3
  if (number < 1e14) return number
  return number < 1e17 ? number / 1e3 : number / 1e6
}
