import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { freeBytes } from '#lib/db/index.ts'
import { type Check, good, wrong } from './check.ts'

/** Below that an embedded database has no room to grow, and PostgreSQL's own files not even to end well. */
const leastMegabytes = 200

/** What is done to a folder; throws as `node:fs` does. */
export type Place = {
  mkdir: typeof mkdirSync
  write: typeof writeFileSync
  remove: typeof rmSync
  /** In megabytes. */
  free(folder: string): number
}

export const disk: Place = {
  mkdir: mkdirSync,
  write: writeFileSync,
  remove: rmSync,
  free: (folder) => freeBytes(folder) / 1_000_000,
}

/** Whether the folder of the embedded database can be written to, and has room. */
export function checkFolder(dataDir: string, { mkdir, write, remove, free }: Place = disk): Check {
  const folder = resolve(dataDir)
  const probe = join(folder, `doctor-${randomUUID()}`)
  try {
    mkdir(folder, { recursive: true })
    try {
      write(probe, 'peyk')
    } finally {
      // A full disk makes the file, and then takes nothing into it.
      remove(probe, { force: true })
    }
  } catch (error) {
    const code = String((error as { code?: unknown } | null)?.code ?? 'unknown')
    return wrong(
      'folder',
      `Nothing can be written into ${dataDir} (${code}).`,
      code === 'ENOSPC'
        ? 'Make room on that disk: what was acknowledged is safe, and the app goes on by itself.'
        : 'Let the user of the app write there, or name another folder in DATA_DIR.',
    )
  }
  const megabytes = Math.floor(free(folder))
  if (megabytes >= leastMegabytes) return good('folder', `${dataDir} can be written to.`)
  return wrong('folder', `${dataDir} has ${megabytes} MB left.`, 'Make room on that disk before it is full.')
}
