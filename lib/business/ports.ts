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
