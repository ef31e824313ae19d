/** A version as a person wrote it; number 1 is the first. */
export type WrittenVersion = { number: number; data: Record<string, unknown> }

/** The versions of the business. Rows are only ever added. */
export type BusinessStore = {
  /** The newest first. */
  newest(limit: number): Promise<WrittenVersion[]>
  written(number: number): Promise<WrittenVersion | null>
  /** Adds a version behind the newest, and gives its number. Two at once get one each. */
  add(data: Record<string, unknown>, at: Date): Promise<number>
  /** Adds the version behind this one; false: another one is there. */
  addBehind(number: number, data: Record<string, unknown>, at: Date): Promise<boolean>
}

/** A version as the list of versions has it. */
export type DatedVersion = WrittenVersion & { writtenAt: Date }

/** The versions whose prices are written otherwise than those of the version before, the first among them; the newest first. */
export type PriceHistory = (limit: number) => Promise<DatedVersion[]>

/** The prices that are being worked on. Revision 0 is the one that nobody wrote. */
export type PriceDraftRow = {
  revision: number
  /** Null: no draft is open. */
  list: Record<string, unknown> | null
  /** The version of the business that the draft was begun from. */
  base: number
  /** Who of the staff wrote the list last, and when. */
  draftedBy: string | null
  draftedAt: Date | null
  /** What has to cost how much; stays when a draft goes. */
  parcels: unknown[]
}

export type PriceDraftStore = {
  /** The row of now; null: there was never one. */
  find(): Promise<PriceDraftRow | null>
  /** The same, and nobody else changes it until the end of the transaction. */
  lock(): Promise<PriceDraftRow | null>
  /** Writes a row behind the one before it, by its revision; false: another one is there. */
  save(row: PriceDraftRow): Promise<boolean>
}
