/** What one look came to. `skipped`: it could not be taken, because of what another check found. */
export type Check = {
  /** A stable id, for machines. */
  name: string
  state: 'good' | 'wrong' | 'skipped'
  /** One sentence, never with a secret in it. */
  sentence: string
  /** What to do about it; null where nothing is wrong. */
  remedy: string | null
}

export const good = (name: string, sentence: string): Check => ({ name, state: 'good', sentence, remedy: null })

export const wrong = (name: string, sentence: string, remedy: string): Check => ({
  name,
  state: 'wrong',
  sentence,
  remedy,
})

export const skipped = (name: string, sentence: string): Check => ({ name, state: 'skipped', sentence, remedy: null })
