import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { tryLockFolder } from '#lib/db/index.ts'
import { type Check, good, wrong } from './check.ts'
import type { Query } from './database-checks.ts'

export type EmbeddedPlace = {
  dataDir: string
  port: number
  fetch: typeof fetch
  /** Opens the database in a folder; PGlite itself where it is left out. */
  open?: OpenEmbedded | undefined
}

export type OpenEmbedded = (folder: string) => Promise<Pick<PGlite, 'query' | 'close'>>

/**
 * Looks at the embedded database. A second process on its folder would damage it, so a running app is asked for its
 * health instead; else `look` gets the database, while the app's lock is held.
 */
export async function checkEmbedded(place: EmbeddedPlace, look: (query: Query) => Promise<Check[]>): Promise<Check[]> {
  const dataDir = resolve(place.dataDir)
  const folder = join(dataDir, 'db')
  if (!existsSync(folder)) {
    return [good('database', 'The embedded database is not there yet: the app makes it when it first starts.')]
  }
  const lock = tryLockFolder(dataDir)
  if (!lock) return [await askRunningApp(place, dataDir)]
  let pglite: Pick<PGlite, 'query' | 'close'> | null = null
  try {
    pglite = await (place.open ?? openFolder)(folder).catch(() => null)
    if (!pglite) return [broken(place.dataDir)]
    const opened = pglite
    const found = await look(async (statement) => (await opened.query<Record<string, unknown>>(statement)).rows)
    return [good('database', `The embedded database in ${place.dataDir} opens.`), ...found]
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code ?? 'unknown')
    const sentence = `The embedded database in ${place.dataDir} opens, and answers with an error (${code}).`
    return [wrong('database', sentence, 'See that the disk is not full; else bring back a backup of the folder.')]
  } finally {
    await pglite?.close()
    lock.release()
  }
}

const broken = (dataDir: string) =>
  wrong(
    'database',
    `The embedded database in ${dataDir} does not open.`,
    'See that this user may read and write the folder, and that the disk is not full; else bring back a backup of it.',
  )

const openFolder = async (folder: string) => await PGlite.create(folder)

async function askRunningApp(place: EmbeddedPlace, dataDir: string): Promise<Check> {
  const address = `http://localhost:${place.port}/api/health`
  const health = await place
    .fetch(address, { signal: AbortSignal.timeout(5000) })
    .then(async (answer) => (answer.ok ? ((await answer.json()) as { database?: unknown }) : null))
    .catch(() => null)
  if (health?.database === 'embedded') {
    return good(
      'database',
      `A running app has the embedded database, and ${address} says that it is well; its rows are looked at while it is stopped.`,
    )
  }
  const holder = readHolder(dataDir)
  return wrong(
    'database',
    `${holder} has the folder ${place.dataDir}, and no healthy app answers on port ${place.port}.`,
    `If it is an app on another port, run the doctor with that PORT; else stop it, or give this app a DATA_DIR of its own.`,
  )
}

function readHolder(dataDir: string): string {
  try {
    return `Process ${Number(readFileSync(join(dataDir, 'peyk.pid'), 'utf8'))}`
  } catch {
    return 'Another process'
  }
}
