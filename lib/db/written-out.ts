import { type SQL, sql } from 'drizzle-orm'

/**
 * A list of the code's own words as it stands in a statement: with parameters the planner finds no partial index by it, takes
 * it for one of ten, and so plans the statement again with each call.
 */
export function writtenOut(words: readonly string[]): SQL {
  const strange = words.find((word) => !/^[a-z_.]+$/.test(word))
  if (strange !== undefined || words.length === 0) throw new TypeError(`not a word of the code: ${strange}`)
  return sql.raw(`(${words.map((word) => `'${word}'`).join(', ')})`)
}
