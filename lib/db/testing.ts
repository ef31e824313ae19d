import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, inject, vi } from 'vitest'
import { type Database, type Db, embeddedDatabase, openDatabase } from './client.ts'
import { withPreparedStatements } from './prepared.ts'
import type {} from './testing-global.ts'
import { addressOf, migratedTemplate, onServer, openFromTemplate } from './testing-template.ts'

/** A PGlite in memory with every migration applied. */
export async function openMemoryDatabase(): Promise<Database> {
  const pglite = await openFromTemplate()
  return { ...embeddedDatabase(withPreparedStatements(pglite)), close: async () => await pglite.close() }
}

/** The address of a new, empty database on the run's PostgreSQL (`testing-global.ts` must be the run's `globalSetup`). */
export async function createPostgresDatabase(template = 'template1'): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `peyk_${randomUUID().replaceAll('-', '')}`
  await onServer(async (client) => await client.query(`create database ${name} template ${template}`))
  const drop = async () =>
    await onServer(async (client) => void (await client.query(`drop database ${name} with (force)`)))
  return { url: addressOf(name), drop }
}

async function openPostgresDatabase(): Promise<Database> {
  const { url, drop } = await createPostgresDatabase(await migratedTemplate())
  const database = await openDatabase({ databaseUrl: url, dataDir: '' })
  return {
    ...database,
    async close() {
      await database.close()
      await drop()
    },
  }
}

/** Empties every table of the app. Truncating an empty one would cost the same as a full one, and most are empty. */
export async function emptyTables(database: Database): Promise<void> {
  const { rows } = await database.db.execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  )
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name)
  const emptied = names.map((name, number) => `emptied_${number} as (delete from ${name})`)
  await database.db.transaction(async (tx) => {
    // A truncate recreates the files of each table and takes twenty times as long. It also waits for running writers.
    await tx.execute(sql.raw(`lock table ${names.join(', ')} in access exclusive mode`))
    // References between tables are not looked at: all of them go.
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql.raw(`with ${emptied.join(', ')} select`))
  })
}

/** From now on the database refuses, as a damaged row or a lock would: `update on drafts` of rows that fit `when`. */
export async function refuse(db: Db, what: `${'insert' | 'update' | 'delete'} on ${string}`, when: string) {
  const name = `refuse_${randomUUID().replaceAll('-', '')}`
  const body = `begin raise exception 'refused'; end`
  await db.execute(sql.raw(`create function ${name}() returns trigger language plpgsql as $$ ${body} $$`))
  await db.execute(
    sql.raw(`create trigger ${name} before ${what} for each row when (${when}) execute function ${name}()`),
  )
}

const engines = [
  ['embedded', openMemoryDatabase],
  ['PostgreSQL', openPostgresDatabase],
] as const

/**
 * Runs one battery of tests against both engines: a database each for the whole battery, its tables emptied before
 * every test. Call `open()` inside a test or hook to get it.
 */
export function describeOnBothEngines(name: string, tests: (open: () => Database) => void): void {
  vi.setConfig({ hookTimeout: 120_000 })
  const only = inject('onlyEngine')
  const wanted = engines.filter(([engine]) => only === undefined || engine === only)
  describe.each(wanted)(`${name} on %s`, (_engine, openEngine) => {
    let database: Database | undefined
    const open = () => {
      if (!database) throw new Error('the database is open only inside tests and hooks')
      return database
    }
    beforeAll(async () => {
      database = await openEngine()
    })
    beforeEach(async () => await emptyTables(open()))
    afterAll(async () => await database?.close())
    tests(open)
  })
}
