import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migrateDrizzlePostgres } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migrateDrizzlePglite } from 'drizzle-orm/pglite/migrator'
import pg from 'pg'
import { AppError } from '../kernel/errors.ts'

/** Any number, as long as it is ours alone and every version of Peyk uses the same one. */
const migrationLock = 7_342_901

/** Where the migrations lie: beside this file under plain Node, under the working directory in a bundle. */
export function migrationsFolder(): string {
  const folders = [
    join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'db', 'migrations'),
    join(dirname(fileURLToPath(import.meta.url)), 'migrations'),
  ]
  const folder = folders.find((candidate) => existsSync(join(candidate, 'meta', '_journal.json')))
  if (folder) return folder
  throw new AppError('fault', 'The folder lib/db/migrations is not there: start Peyk from its own folder.')
}

export async function migrateEmbedded(pglite: PGlite): Promise<void> {
  await migrateDrizzlePglite(drizzlePglite(pglite), { migrationsFolder: migrationsFolder() })
}

/** On one connection under one lock: two replicas starting on an empty database take turns. */
export async function migratePostgres(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migrateDrizzlePostgres(drizzlePostgres(client), { migrationsFolder: migrationsFolder() })
  } finally {
    await client.end()
  }
}
