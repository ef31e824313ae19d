import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import type { Stack } from '../support/stack.ts'

export type Rows = {
  query<Row = unknown>(text: string, values?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** The app's database. The embedded one can be opened only while the app rests. */
export async function openRows({ env }: Stack): Promise<Rows> {
  if (!env.DATABASE_URL) {
    const pglite = await PGlite.create(join(env.DATA_DIR ?? '', 'db'))
    return {
      query: async <Row>(text: string, values?: unknown[]) => (await pglite.query<Row>(text, values)).rows,
      close: async () => await pglite.close(),
    }
  }
  const client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  return {
    query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[],
    close: async () => await client.end(),
  }
}
