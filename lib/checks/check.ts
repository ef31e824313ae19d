/**
 * What one look came to. `note`: nothing is wrong, but somebody should know, and do what the remedy says in their own time.
 * `skipped`: it could not be taken, because of what another check found.
 */
export type Check = {
  /** A stable id, for machines. */
  name: string
  state: 'good' | 'note' | 'wrong' | 'skipped'
  /** One sentence, never with a secret in it. */
  sentence: string
  /** What to do about it; null where nothing is to be done. */
  remedy: string | null
}

export const good = (name: string, sentence: string): Check => ({ name, state: 'good', sentence, remedy: null })

export const note = (name: string, sentence: string, remedy: string): Check => ({
  name,
  state: 'note',
  sentence,
  remedy,
})

export const wrong = (name: string, sentence: string, remedy: string): Check => ({
  name,
  state: 'wrong',
  sentence,
  remedy,
})

export const skipped = (name: string, sentence: string): Check => ({ name, state: 'skipped', sentence, remedy: null })

/** `1 row`, `2 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
