import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import pg from 'pg'
import type { Listen, Vitals } from '#lib/addon/index.ts'
import type { Log } from '#lib/kernel/log.ts'
import { drizzleOver, endClient, newClient, type Patience, poolTo, usualPatience } from './connections.ts'
import { keepClean, noteCleaned } from './keep-clean.ts'
import { listenEmbedded, listenPostgres } from './listen.ts'
import { lockFolder } from './lock.ts'
import { migrateEmbedded, migratePostgres } from './migrate.ts'
import { withPreparedStatements } from './prepared.ts'
import { expectRoom, freeBytes, leastFreeBytes, refuseWithoutRoom } from './room.ts'

type RowsOf<Kind extends { row: unknown }> = { rows: Kind['row'][] }

interface Rows extends PgQueryResultHKT {
  readonly type: RowsOf<this>
}

/** Drizzle over either engine. Inside `db.transaction(async (tx) => …)` use only `tx`: on PGlite `db` would wait for ever. */
export type Db = PgDatabase<Rows>

/** What `db.transaction` hands over; it is a `Db` too, and a transaction inside it is a savepoint. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0]

/** The engine itself, for the job queue. */
export type Engine =
  | { kind: 'embedded'; pglite: PGlite }
  | { kind: 'postgres'; databaseUrl: string; poolFor(name: string): ReturnType<typeof poolTo>; listen: Listen }

export type Database = { db: Db; kind: Engine['kind']; engine: Engine; listen: Listen; close(): Promise<void> }

export type OpenDatabase = Database & { vitals: Vitals }

type OpenOptions = {
  /** A `postgres://` address; without it the embedded database under `dataDir` is opened. */
  databaseUrl?: string | undefined
  /** Past a pooler in transaction mode, for what needs a session: LISTEN and migrations. Without it `databaseUrl` is no pooler. */
  directUrl?: string | undefined
  dataDir: string
  /** Called when an idle connection to PostgreSQL breaks; it is replaced by itself. */
  onConnectionError?: (error: Error) => void
  patience?: Patience
  /** Told of how the files of the embedded database are kept clean. */
  log?: Pick<Log, 'info' | 'warn'>
}

/**
 * Opens the database and brings its tables up to date. Throws `fault` when another process has the embedded folder
 * (its message is one sentence for the operator); PostgreSQL's own errors pass through.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  return options.databaseUrl === undefined
    ? await openEmbedded(options)
    : await openPostgres({ ...options, databaseUrl: options.databaseUrl })
}

/** The face of a PGlite that somebody else opened and closes. */
export function embeddedDatabase(pglite: PGlite): Omit<Database, 'close'> {
  return {
    db: drizzlePglite(pglite) as unknown as Db,
    kind: 'embedded',
    engine: { kind: 'embedded', pglite },
    listen: listenEmbedded(pglite),
  }
}

async function openEmbedded({ dataDir, log }: OpenOptions): Promise<OpenDatabase> {
  const lock = lockFolder(dataDir)
  try {
    const folder = join(dataDir, 'db')
    expectRoom(dataDir)
    if (!existsSync(folder)) {
      await makeFolder(folder)
      noteCleaned(dataDir, new Date())
    }
    const opened = await PGlite.create(folder)
    let done = 0
    const guarded = (pglite: PGlite) =>
      refuseWithoutRoom(pglite, dataDir, freeBytes, () => {
        done += 1
      })
    await migrateEmbedded(guarded(opened))
    const pglite = guarded(withPreparedStatements(opened))
    const kept = await keepClean({ pglite: opened, dataDir, log })
    return {
      ...embeddedDatabase(pglite),
      vitals: { progress: () => done, isUsableAnew: async () => freeBytes(dataDir) >= leastFreeBytes },
      async close() {
        await kept.stop()
        await pglite.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A process killed while PostgreSQL lays out its first files must not leave half a database under the final name. */
async function makeFolder(folder: string): Promise<void> {
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  const pglite = await PGlite.create(making)
  await pglite.close()
  renameSync(making, folder)
}

async function openPostgres({
  databaseUrl,
  directUrl,
  onConnectionError,
  patience = usualPatience,
}: OpenOptions & { databaseUrl: string }): Promise<OpenDatabase> {
  const poolFor = (name: string) => poolTo(databaseUrl, name, patience, directUrl !== undefined)
  const sessionUrl = directUrl ?? databaseUrl
  const pool = new pg.Pool({ ...poolFor('peyk'), max: 10 })
  let done = 0
  pool.on('error', (error) => onConnectionError?.(error))
  pool.on('release', () => {
    done += 1
  })
  try {
    await migratePostgres(sessionUrl, { mayBePooled: directUrl !== undefined })
  } catch (error) {
    await pool.end()
    throw error
  }
  const listening = listenPostgres({ databaseUrl: sessionUrl, onConnectionError, patience })
  return {
    db: drizzleOver(pool),
    kind: 'postgres',
    engine: { kind: 'postgres', databaseUrl, poolFor, listen: listening.listen },
    listen: listening.listen,
    vitals: { progress: () => done, isUsableAnew: async () => await answers(databaseUrl, patience) },
    async close() {
      await listening.close()
      await pool.end()
    },
  }
}

/** On a connection of its own. */
async function answers(databaseUrl: string, patience: Patience): Promise<boolean> {
  const client = newClient(databaseUrl, 'peyk-probe', { ...patience, silentMs: patience.connectMs })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await endClient(client)
  }
}
