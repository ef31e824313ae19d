/** What of the audit somebody looks at. Null: all. */
export type AuditFilter = {
  /** Who did it; `nobody`: the command line or the clock. */
  staffId: string | 'nobody' | null
  /** The act: `shipment.move`. */
  what: string | null
  /** One of these it was done to: a shipment has its id there, a person of the staff theirs. */
  which: readonly string[] | null
}
