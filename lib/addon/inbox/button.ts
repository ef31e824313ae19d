import type { ButtonData } from '#lib/divar/index.ts'

/** Which buttons are meant, by the data that we once put into them: a key, and one of its values or any. */
export type Button = { key: string; value?: string }

/**
 * Finds the handler of a tapped button: the first, in the order declared, whose button it is. Throws where one could never
 * be reached. What it finds is as good as a hint: anybody can write the data of a button.
 */
export function byButton<T extends { button: Button }>(all: readonly T[]): (data: ButtonData) => T | null {
  for (const [index, { button }] of all.entries()) {
    const before = all.slice(0, index).map((other) => other.button)
    if (before.some(({ key, value }) => key === button.key && (value === undefined || value === button.value))) {
      throw new Error(`two handlers have the button ${button.key} ${button.value ?? 'of any value'}`)
    }
  }
  return (data) =>
    all.find(({ button: { key, value } }) => {
      const found = Object.hasOwn(data, key) ? data[key] : undefined
      return found !== undefined && (value === undefined || found === value)
    }) ?? null
}
