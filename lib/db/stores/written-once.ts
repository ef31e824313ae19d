import type { Db } from '../client.ts'

/**
 * A statement that Drizzle puts together once for each database, or transaction, and not again with each call: of a table with
 * many columns that takes as long as the embedded database needs to answer. What differs from call to call is a placeholder.
 */
export function writtenOnce<Statement>(write: (db: Db) => Statement): (db: Db) => Statement {
  const written = new WeakMap<Db, Statement>()
  return (db) => {
    const known = written.get(db) ?? write(db)
    written.set(db, known)
    return known
  }
}

/** For `prepare`: no name by which PostgreSQL would keep it for one connection, since a pooler may go on with another one. */
export const nameless = ''
