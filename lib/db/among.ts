import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Whether it is one of these. For one alone the database makes a plan once; for a list it makes one each time, which takes
 * longer than reading a row by its key.
 */
export function isAmong(column: SQLWrapper, values: readonly string[]): SQL {
  const [first] = values
  return values.length === 1 ? sql`${column} = ${first}` : sql`${column} = any(${sql.param(values)}::text[])`
}
