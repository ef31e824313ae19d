import { parseTrackingCode } from '#lib/shipping/index.ts'

/** What of the audit a page shows, as its address says it. Null: all. */
export type AuditQuery = {
  /** An id of the staff; `nobody`: the command line or the clock. */
  who: string | null
  what: string | null
  /** A tracking code, in its one spelling, or an id. */
  which: string | null
  /** The number of the last entry of the page before; null: this is the first. */
  before: number | null
}

/** Reads the query of an address. What it does not know it leaves out. */
export function parseAuditQuery(query: Readonly<Record<string, string | undefined>>): AuditQuery {
  const fits = (name: string, pattern: RegExp) => {
    const text = query[name]?.trim() ?? ''
    return pattern.test(text) ? text : null
  }
  const before = Number(fits('before', /^\d{1,15}$/) ?? 0)
  return {
    who: fits('who', /^[\w-]{1,64}$/),
    what: fits('what', /^[a-z_]{1,40}\.[a-z_]{1,40}$/),
    which: parseTrackingCode(query.which ?? '') ?? fits('which', /^[\w-]{1,64}$/),
    before: before > 0 ? before : null,
  }
}

/** The query of the address that shows this. */
export function writeAuditQuery({ who, what, which, before }: AuditQuery): string {
  const fields = { who, what, which, before: before === null ? null : String(before) }
  const written = Object.entries(fields).filter((field): field is [string, string] => field[1] !== null)
  return new URLSearchParams(written).toString()
}
