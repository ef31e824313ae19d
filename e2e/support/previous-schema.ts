import { join } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import pg from 'pg'
import { root } from './paths.ts'

/** Brings an empty database to where the version before this one left it: all migrations but the last. */
export async function migrateToPrevious(databaseUrl: string): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: join(root, 'lib/db/migrations') })
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `create schema drizzle;
       create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    )
    for (const { sql, hash, folderMillis } of migrations.slice(0, -1)) {
      for (const statement of sql) await client.query(statement)
      const row = [hash, folderMillis]
      await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', row)
    }
  } finally {
    await client.end()
  }
}
