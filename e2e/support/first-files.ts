import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { root, temporaryFolder } from './paths.ts'

const migrationsFolder = join(root, 'lib/db/migrations')

/**
 * Lays out an embedded database without a row of Peyk's under `dataDir`, as the app does it at its first start. That takes
 * half of such a start, so it is done once and copied. Apps that must begin with nothing are not given it.
 */
export async function putFirstFiles(dataDir: string): Promise<void> {
  const manifest = readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const migrations = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash)
  const mark = createHash('sha256')
    .update(JSON.stringify([version, migrations]))
    .digest('hex')
    .slice(0, 12)
  const made = join(temporaryFolder('first-files'), mark)
  if (!existsSync(made)) await make(made)
  cpSync(made, join(dataDir, 'db'), { recursive: true })
  // Without it the app takes the files for unclean, and copies each table within a minute (lib/db/keep-clean.ts).
  writeFileSync(join(dataDir, 'peyk.cleaned'), `${new Date().toISOString()}\n`)
}

/** Under another name first, since workers race. */
async function make(folder: string): Promise<void> {
  const making = mkdtempSync(`${folder}-`)
  const pglite = await PGlite.create(join(making, 'db'))
  await migrate(drizzle(pglite), { migrationsFolder })
  await pglite.close()
  try {
    renameSync(join(making, 'db'), folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}
