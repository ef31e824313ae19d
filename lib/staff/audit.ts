import type { StaffActor } from './staff.ts'

/** One act, for the audit: ids and codes only, never a name, a text or an address of somebody. */
export type AuditEntry = {
  at: Date
  /** Null: the command line or the clock did it. */
  staffId: string | null
  /** What was done: `shipment.assign`, `session.opened`. */
  what: string
  /** The id or the tracking code of what it was done to. */
  which: string | null
  /** What it became, as a code: `viewer>admin`, `delivered`. */
  detail: string | null
  /** The network that the request came from. */
  address: string | null
}

/** An entry with its number, by which the audit is read on. */
export type NumberedEntry = AuditEntry & { number: number }

/** Adds an entry. Take the one of the transaction that does the act: neither is there without the other. */
export type RecordAudit = (entry: AuditEntry) => Promise<void>

/** The entry of an act on the desk, or, where nobody is named, of the command line. */
export function auditEntry(
  actor: Pick<StaffActor, 'staffId' | 'address'> | { staffId: null; address: null },
  at: Date,
  act: { what: string; which?: string; detail?: string },
): AuditEntry {
  const { staffId, address } = actor
  return { at, staffId, address, what: act.what, which: act.which ?? null, detail: act.detail ?? null }
}
