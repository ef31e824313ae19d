import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { counted, type Execute, isComplete, loadEnvFiles, type Resealed, reseal } from '#lib/checks/index.ts'
import { cleanEmbedded, endClient, freeBytes, newClient, sealedColumns, tryLockFolder } from '#lib/db/index.ts'
import { environment, type Settings } from '#lib/settings.ts'
import { digestColumns, redigest } from './redigest.ts'

process.removeAllListeners('warning')

loadEnvFiles(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

try {
  const settings = environment()
  const all = await withDatabase(settings, async (execute) => {
    const there = await columnsIn(execute)
    const resealed = await reseal(execute, sealedColumns.filter(isIn(there)), settings.SEAL_KEYS)
    for (const column of digestColumns.filter(isIn(there))) {
      const made = await redigest(execute, column, settings.SEAL_KEYS)
      console.log(`${column.table}.${column.column}: ${made} made again`)
    }
    return resealed
  })
  console.log(
    [...(all ?? []).map(lineOf), ...(all ? verdict(all) : ['There is no database yet: nothing is sealed.'])].join('\n'),
  )
  process.exitCode = all === null || isComplete(all) ? 0 : 1
} catch (error) {
  const { message, code } = error as { message?: string; code?: string }
  const reason = message || code || 'unknown reason'
  console.error(`Not everything was resealed: ${reason}\nWhat is done stays done: run this again.`)
  process.exitCode = 1
}

function lineOf({ table, column, resealed, changed, unknown, damaged }: Resealed): string {
  const rest = [
    changed > 0 ? `${changed} changed meanwhile` : '',
    unknown > 0 ? `${unknown} with an unknown key` : '',
    damaged > 0 ? `${damaged} do not open` : '',
  ]
  return [`${table}.${column}: ${resealed} resealed`, ...rest.filter(Boolean)].join(', ')
}

function verdict(all: readonly Resealed[]): string[] {
  if (isComplete(all)) {
    return [
      'Everything is sealed with the first of SEAL_KEYS. The others may go ten minutes from now, when the last link that one of them sealed is over, if no process has them in front.',
    ]
  }
  const sum = (what: 'changed' | 'unknown' | 'damaged') => all.reduce((total, one) => total + one[what], 0)
  const [changed, unknown, damaged] = [sum('changed'), sum('unknown'), sum('damaged')]
  const lines = [
    changed > 0
      ? `${counted(changed, 'value')} still came sealed with an older key. → Restart every process with the newest key in front, and run this again.`
      : '',
    unknown > 0
      ? `${counted(unknown, 'value')} with a key that SEAL_KEYS does not name. → Put that key at the end of SEAL_KEYS, and run this again.`
      : '',
    damaged > 0
      ? `${counted(damaged, 'value')} with their key there, and broken. → Bring them back from a backup, or leave them: they go when their time is over.`
      : '',
  ]
  return lines.filter(Boolean)
}

/** What the database has: it may not have been migrated yet. */
async function columnsIn(execute: Execute): Promise<Set<unknown>> {
  const rows = await execute(
    `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    [],
  )
  return new Set(rows.map(({ name }) => name))
}

/** A function, as this file runs from its top: a constant would not be there yet. */
function isIn(there: Set<unknown>) {
  return ({ table, column }: { table: string; column: string }) => there.has(`${table}.${column}`)
}

/** Null: the embedded database is not there yet. */
async function withDatabase<T>(settings: Settings, work: (execute: Execute) => Promise<T>): Promise<T | null> {
  if (settings.DATABASE_URL !== undefined) {
    const client = newClient(settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL, 'peyk-reseal')
    await client.connect()
    try {
      return await work(async (statement, values) => (await client.query(statement, values)).rows)
    } finally {
      await endClient(client)
    }
  }
  const dataDir = resolve(settings.DATA_DIR)
  const folder = join(dataDir, 'db')
  if (!existsSync(folder)) return null
  const lock = tryLockFolder(dataDir)
  if (!lock)
    throw new Error(`an app has the folder ${settings.DATA_DIR}. Stop it first: its database takes one process.`)
  try {
    const pglite = await PGlite.create(folder)
    try {
      const done = await work(
        async (statement, values) => (await pglite.query<Record<string, unknown>>(statement, values)).rows,
      )
      // What the older keys sealed stands in the files until then.
      await cleanEmbedded(pglite, { free: () => freeBytes(dataDir) })
      return done
    } finally {
      await pglite.close()
    }
  } finally {
    lock.release()
  }
}
