import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase } from './client.ts'
import { migrateEmbedded, migratePostgres } from './migrate.ts'
import type {} from './testing-global.ts'

/**
 * An embedded database in memory with every migration applied. Laying out the first files takes seconds of the
 * processor: the first who asks in a run does it, and the others begin with a copy.
 */
export async function openFromTemplate(): Promise<PGlite> {
  const path = join(inject('templateFolder'), 'memory.tar')
  if (!existsSync(path)) await writeTemplate(path)
  return await PGlite.create({ loadDataDir: new Blob([readFileSync(path)]) })
}

/** Under another name first: two workers may be here at once, and a reader must not find half a file. */
async function writeTemplate(path: string): Promise<void> {
  const pglite = await PGlite.create()
  await migrateEmbedded(pglite)
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, Buffer.from(await dump.arrayBuffer()))
  renameSync(fresh, path)
}

/**
 * Lays out `dataDir` as the first start of an app and its orderly end leave it. For tests that are not about such a start,
 * which takes seconds of the processor: the first who asks in a run makes one, and the others begin with a copy.
 */
export async function layOutFolder(dataDir: string): Promise<void> {
  const made = join(inject('templateFolder'), 'folder')
  if (!existsSync(made)) await makeFolder(made)
  cpSync(made, dataDir, { recursive: true })
}

async function makeFolder(made: string): Promise<void> {
  const making = mkdtempSync(`${made}-`)
  await (await openDatabase({ dataDir: making })).close()
  try {
    renameSync(making, made)
  } catch (error) {
    if (!existsSync(made)) throw error
    rmSync(making, { recursive: true })
  }
}

/** The address of the database `name` on the run's PostgreSQL. */
export function addressOf(name: string): string {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** `work` on the server's own database, where databases are made and dropped. */
export async function onServer<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * The name of a database with every migration applied, to make others from: a copy takes a tenth of the time that the
 * migrations take. The first who asks in a run makes it. Nobody stays connected to it: PostgreSQL copies no database that is in use.
 */
export async function migratedTemplate(): Promise<string> {
  const [template, making] = ['peyk_migrated', 'peyk_being_migrated']
  await onServer(async (client) => {
    // Two workers may be here at once. The lock ends with the connection.
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount) return
    await client.query(`drop database if exists ${making} with (force)`)
    await client.query(`create database ${making}`)
    await migratePostgres(addressOf(making))
    await client.query(`alter database ${making} rename to ${template}`)
  })
  return template
}
