const date = '(\\d{4})-(\\d\\d)-(\\d\\d)'
const time = '(\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d+)?)?'
const zone = '(?:([zZ]|UTC|GMT)|([+\\-−])(\\d\\d)(?::?(\\d\\d))?)'
const written = new RegExp(`^${date}(?:[tT]| +)${time} *${zone}$`)
/** What RFC 9557 allows behind an instant: it says nothing that the offset has not said. */
const suffix = /(?:\[[^\[\]]{1,40}\]){1,3}$/
const fraction = /:\d\d[.,](\d{1,3})/

/** Up to which number of seconds, milliseconds and microseconds a count since 1970 lies in our millennium. */
const counts = [
  { below: 1e11, perMs: 1e-3 },
  { below: 1e14, perMs: 1 },
  { below: 1e17, perMs: 1e3 },
  { below: 1e20, perMs: 1e6 },
]

/**
 * Reads an instant as machines write it: ISO 8601 and RFC 3339 with their relatives (`+0330`, `+03`, `z`, a space for the
 * `T`, no seconds, any fraction), or a count since 1970 in seconds, milliseconds, microseconds or nanoseconds, also as a
 * text. Null: something else, or a time without its zone, which could be any.
 */
export function readInstant(value: unknown): Date | null {
  if (typeof value === 'number') return counted(value)
  if (typeof value !== 'string' || value.length > 100) return null
  const text = value.trim().replace(suffix, '')
  return /^\d{9,19}(\.\d+)?$/.test(text) ? counted(Number(text)) : inWords(text)
}

function counted(count: number): Date | null {
  const unit = count > 0 ? counts.find(({ below }) => count < below) : undefined
  return unit ? new Date(Math.floor(count / unit.perMs)) : null
}

function inWords(text: string): Date | null {
  const found = written.exec(text)
  if (!found) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number)
  const [isUtc, sign, zoneHours = '0', zoneMinutes = '0'] = found.slice(7)
  // A leap second counts as the one after it.
  const fits = hour < 24 && minute < 60 && !(second > 60) && Number(zoneHours) < 24 && Number(zoneMinutes) < 60
  const start = new Date(0)
  start.setUTCFullYear(year, month - 1, day)
  if (!fits || start.getUTCMonth() !== month - 1 || start.getUTCDate() !== day) return null
  const ms = Number((fraction.exec(text)?.[1] ?? '').padEnd(3, '0'))
  start.setUTCHours(hour, minute, second || 0, ms)
  const offset = isUtc ? 0 : Number(zoneHours) * 60 + Number(zoneMinutes)
  return new Date(start.getTime() - (sign === '+' ? offset : -offset) * 60_000)
}
