import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { KernelError } from '#lib/kernel/errors.ts'

export type FolderLock = { release(): void }

const readPid = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

/**
 * Takes `folder` for this process alone; null while another process has it.
 *
 * SQLite is used for nothing but its portable kernel lock on `peyk.lock`: two starters cannot both get it, it ends with
 * its process however that dies, and neither a reused process number nor a second container on the same volume fools it.
 * Nothing else may open that file here: closing any other handle on it would drop the lock.
 */
export function tryLockFolder(folder: string): FolderLock | null {
  mkdirSync(folder, { recursive: true })
  const handle = new DatabaseSync(join(folder, 'peyk.lock'), { timeout: 0 })
  try {
    handle.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    return { release: () => handle.close() }
  } catch {
    handle.close()
    return null
  }
}

/** Takes `folder` for the app, or throws `fault` with one sentence that names the folder and the process that has it. */
export function lockFolder(folder: string): FolderLock {
  const path = resolve(folder)
  const pidPath = join(path, 'peyk.pid')
  const lock = tryLockFolder(path)
  if (!lock) {
    const pid = readPid(pidPath)
    const holder = pid === '' ? 'another process' : `process ${pid}`
    throw new KernelError('fault', `The data folder ${path} is in use by ${holder}: stop that one first.`, {
      details: { folder: path, pid },
    })
  }
  writeFileSync(pidPath, `${process.pid}\n`)
  return lock
}
