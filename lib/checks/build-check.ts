import { readFileSync } from 'node:fs'
import { type Check, good, note } from './check.ts'

/** What `next.config.mjs` builds with where nothing else is said. */
export const usualBuildKey = Buffer.from('peyk: same ids in every build ok').toString('base64')

export const buildManifest = '.next/server/server-reference-manifest.json'

/** Whether other builds of the same sources know the forms of this one; nothing where there is no build. */
export function checkBuild(path: string): Check[] {
  let key: unknown
  try {
    key = (JSON.parse(readFileSync(path, 'utf8')) as { encryptionKey?: unknown }).encryptionKey
  } catch {
    return []
  }
  if (key === usualBuildKey) return [good('build', 'Forms of this build are known to every build of the same sources.')]
  return [
    note(
      'build',
      'This build was made with a NEXT_SERVER_ACTIONS_ENCRYPTION_KEY of its own.',
      'Set the same one wherever the app is built, now and later, or leave it out: another key refuses all open forms.',
    ),
  ]
}
