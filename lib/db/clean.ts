import { setTimeout as sleep } from 'node:timers/promises'
import type { PGlite } from '@electric-sql/pglite'
import { leastFreeBytes } from './room.ts'

type Database = Pick<PGlite, 'exec' | 'query'>

/** What one cleaning did. `left`: tables that did not fit on the disk twice, or for which there was no time. */
export type Cleaned = { tables: number; left: string[]; longestMs: number }

type Options = {
  /** Bytes that the disk has left. */
  free: () => number
  /** Where the process ends with it: begins no further table after so many milliseconds, and pauses for nobody. */
  withinMs?: number | undefined
}

type Table = { name: string; bytes: number; isCatalog: boolean }

/** While one table is cleaned no other statement runs. Between two, those that wait do. */
const pauseMs = 10
const megabyte = 1024 * 1024
/** The new copy of a table and its way through the log need room, beside what the rest needs to go on. */
const roomFor = ({ bytes }: Table) => 2 * bytes + 64 * megabyte

/**
 * Tables in which anything is or was: an index that never held a row has one page. The system's own hold nothing of
 * anybody: their room is only used again.
 */
const usedTables = `
  select format('%I.%I', n.nspname, c.relname) as name, pg_total_relation_size(c.oid)::float8 as bytes,
    n.nspname = 'pg_catalog' as "isCatalog"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname <> 'information_schema' and pg_total_relation_size(c.oid) >
    8192 * (select count(*) from pg_index where indrelid in (c.oid, c.reltoastrelid))
  order by n.nspname = 'public' desc, bytes`

const segments = `select count(*)::int as count from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'`

/**
 * Rids the files of the embedded database of whatever was changed or erased before this began. A deleted row stays in
 * its page, and in the log, until something else happens to be written there; so each table is copied into a new file, and
 * the log is left behind. Nothing is open for longer than one table takes.
 */
export async function cleanEmbedded(database: Database, { free, withinMs }: Options): Promise<Cleaned> {
  const isLast = withinMs !== undefined
  const pause = async () => void (isLast || (await sleep(pauseMs)))
  const began = performance.now()
  const cleaned: Cleaned = { tables: 0, left: [], longestMs: 0 }
  const { rows } = await database.query<Table>(usedTables)
  for (const table of rows) {
    if ((isLast && performance.now() - began > withinMs) || free() < roomFor(table)) {
      if (!table.isCatalog) cleaned.left.push(table.name)
      continue
    }
    const step = performance.now()
    await database.exec(`vacuum ${table.isCatalog ? '' : 'full '}${table.name}`)
    cleaned.longestMs = Math.max(cleaned.longestMs, Math.round(performance.now() - step))
    cleaned.tables += 1
    if (table.bytes > 16 * megabyte) await database.exec('checkpoint')
    await pause()
  }
  if (free() >= leastFreeBytes) await leaveLogBehind(database, pause)
  return cleaned
}

/** Files of the log are no longer used again with what they hold; those of an earlier version that are, are used up. */
async function leaveLogBehind(database: Database, pause: () => Promise<void>): Promise<void> {
  await keepNoOldLog(database)
  const { rows } = await database.query<{ count: number }>(segments)
  for (let left = (rows[0]?.count ?? 0) + 1; left > 0; left -= 1) {
    await database.exec('select pg_switch_wal()')
    await database.exec('checkpoint')
    await pause()
  }
}

/** For this session: what the log no longer needs is deleted. */
export async function keepNoOldLog(database: Database): Promise<void> {
  await database.exec('set wal_recycle = off')
}

/** PostgreSQL's own cleaner begins at a fifth, too. */
const tablesWithDeadRows = `
  select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
  where n_dead_tup > 1000 + n_live_tup / 5 order by n_dead_tup desc limit 3`
const maxSegments = 2

/**
 * What a PostgreSQL does by itself and the embedded one does not: lets the room of dead rows be used again, and cuts the
 * log, which else grows for as long as the process runs.
 */
export async function tidyEmbedded(database: Database): Promise<void> {
  const { rows } = await database.query<{ name: string }>(tablesWithDeadRows)
  for (const { name } of rows) {
    await database.exec(`vacuum ${name}`)
    await sleep(pauseMs)
  }
  const log = await database.query<{ count: number }>(segments)
  if ((log.rows[0]?.count ?? 0) > maxSegments) await database.exec('checkpoint')
}
