import { mkdirSync } from 'node:fs'
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
