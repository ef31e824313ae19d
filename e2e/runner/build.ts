import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root, temporaryFolder } from '../support/paths.ts'
import { endedWell } from './children.ts'
import { plainSight, type Terminal } from './terminal.ts'

export const sources = ['app', 'components', 'lib', 'public']
export const files = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'next.config.mjs',
  'instrumentation.ts',
  'proxy.ts',
]
const stamp = join(root, '.next', 'built-from')
/** How the folders of `e2e/support/other-build.ts` begin. */
export const otherBuild = 'other-build-'

/** Builds for production unless the last build was made from the very same sources. False when the build failed. */
export async function buildIfNeeded({ say, run }: Terminal = plainSight): Promise<boolean> {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    say('Already built from these sources.')
    return true
  }
  // A build that ends half-way must not pass for the one before it.
  rmSync(stamp, { force: true })
  removeOtherBuilds()
  const built = endedWell(await run('next/dist/bin/next', ['build'], { BUILD_STANDALONE: 'true' }))
  if (built) writeFileSync(stamp, wanted)
  return built
}

/** Those that a journey made of earlier sources: each is a tree of its own. */
function removeOtherBuilds(): void {
  const folder = temporaryFolder()
  for (const name of readdirSync(folder)) {
    if (name.startsWith(otherBuild)) rmSync(join(folder, name), { recursive: true, force: true })
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const path of [
    ...sources.flatMap((folder) => walk(join(root, folder))),
    ...files.map((file) => join(root, file)),
  ]) {
    if (!existsSync(path) || path.endsWith('.test.ts')) continue
    hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Every file under a folder, in one order on every machine. */
export function walk(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
