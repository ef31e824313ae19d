import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A folder for what a run leaves behind; git ignores it. */
export function temporaryFolder(...parts: string[]): string {
  const folder = join(root, '.tmp', ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Whether any user may pass through all the folders on the way: not where one is root's alone, as one of `mktemp -d` is. */
export function isOpenToAll(path: string): boolean {
  return existsSync(path) && (statSync(path).mode & 1) === 1 && (path === '/' || isOpenToAll(dirname(path)))
}
