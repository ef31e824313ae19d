import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, temporaryFolder } from '../support/paths.ts'
import { walk } from './build.ts'
import { endedWell } from './children.ts'
import type { Terminal } from './terminal.ts'

const config = 'lib/db/drizzle.config.ts'
const migrations = join(root, 'lib/db/migrations')

/** Generates into a copy of the migrations: a file more there means that the schema moved on without a migration. */
export async function migrationsInStep({ say, run }: Terminal): Promise<boolean> {
  const folder = temporaryFolder('migrations')
  rmSync(folder, { recursive: true, force: true })
  if (existsSync(migrations)) cpSync(migrations, folder, { recursive: true })
  const before = walk(folder)
  const copy = join(temporaryFolder(), 'drizzle.config.ts')
  const original = relative(temporaryFolder(), join(root, config))
  writeFileSync(
    copy,
    `import config from '${original}'\n\nexport default { ...config, out: '${relative(root, folder)}' }\n`,
  )
  const exit = await run('drizzle-kit/bin.cjs', ['generate', '--config', relative(root, copy)])
  if (!endedWell(exit)) return false
  const fresh = walk(folder).filter((path) => !before.includes(path))
  if (before.length === 0) say('There is no migration yet.')
  if (fresh.length > 0) say('The schema has changed: run "npm run db:generate" and commit what it writes.')
  return before.length > 0 && fresh.length === 0
}
