const zoned = /^\d{4}-\d\d-\d\d[tT ].*(?:[zZ]|[+-]\d\d:?\d\d)$/

/**
 * Microseconds in webhooks, a date in other answers, seconds and milliseconds in old ones: the unit of a number shows
 * in its size, since every one of them lies between the years 2001 and 5000. Null: something else, or a date without its
 * zone, which each machine would read in its own. Contract §14, row 59.
 */
export function readInstant(value: unknown): Date | null {
  if (typeof value === 'number') return counted(value)
  if (typeof value !== 'string' || value.length > 60) return null
  const text = value.trim()
  if (/^\d{1,20}(\.\d+)?$/.test(text)) return counted(Number(text))
  return zoned.test(text) ? known(new Date(text)) : null
}

const known = (instant: Date): Date | null => (instant.getTime() > 0 ? instant : null)

const counted = (number: number): Date | null => (number < 1e9 ? null : known(new Date(inMilliseconds(number))))

function inMilliseconds(number: number): number {
  if (number < 1e11) return number * 1e3
  if (number < 1e14) return number
  return number < 1e17 ? number / 1e3 : number / 1e6
}
