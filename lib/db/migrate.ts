import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PGlite } from '@electric-sql/pglite'
import { drizzle as drizzlePostgres } from 'drizzle-orm/node-postgres'
import { migrate as migrateDrizzlePostgres } from 'drizzle-orm/node-postgres/migrator'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { migrate as migrateDrizzlePglite } from 'drizzle-orm/pglite/migrator'
import { KernelError } from '#lib/kernel/errors.ts'
import { endClient, isBehindPooler, newClient, usualPatience } from './connections.ts'

/** Any number, as long as it is ours alone and every version of Peyk uses the same one. */
const migrationLock = 7_342_901

const pooledAddress =
  'DATABASE_URL leads to a pooler: set DATABASE_DIRECT_URL to the server itself, for LISTEN and migrations.'

const isMigrations = (folder: string) => existsSync(join(folder, 'meta', '_journal.json'))

/** Under the working directory, which is the only way to find it from a bundle; else beside this file. */
export function migrationsFolder(): string {
  const ofProject = join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'db', 'migrations')
  if (isMigrations(ofProject)) return ofProject
  const besideThis = import.meta.url.startsWith('file:')
    ? join(dirname(fileURLToPath(import.meta.url)), 'migrations')
    : ''
  if (isMigrations(besideThis)) return besideThis
  throw new KernelError('fault', 'The folder lib/db/migrations is not there: start Peyk from its own folder.')
}

export async function migrateEmbedded(pglite: PGlite): Promise<void> {
  await migrateDrizzlePglite(drizzlePglite(pglite), { migrationsFolder: migrationsFolder() })
}

/**
 * On one connection under one lock: two replicas starting on an empty database take turns. Throws `fault` behind a pooler,
 * unless the operator gave this address for what needs a session: the lock would stay with somebody else's connection, and
 * no page would hear of a change.
 */
export async function migratePostgres(databaseUrl: string, { mayBePooled = false } = {}): Promise<void> {
  // Another replica's turn, or a large table, may take its time.
  const client = newClient(databaseUrl, 'peyk migrating', { ...usualPatience, silentMs: null })
  await client.connect()
  try {
    if (!mayBePooled && (await isBehindPooler(client))) throw new KernelError('fault', pooledAddress)
    // A role that is used through a pooler has a limit of its own.
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await migrateDrizzlePostgres(drizzlePostgres(client), { migrationsFolder: migrationsFolder() })
  } finally {
    await endClient(client)
  }
}
