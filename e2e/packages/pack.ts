import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from '../support/paths.ts'

export type Installed = {
  /** A folder that has this package and its dependencies under node_modules, and nothing else. */
  folder: string
  /** Where a command of the package is. */
  bin(name: string): string
  /** The files of the tarball, from the package's own folder. */
  files: string[]
  remove(): void
}

/** Builds and packs a workspace apart from the repository, and installs the tarball without a network. */
export function installPacked(workspace: string): Installed {
  const place = mkdtempSync(join(tmpdir(), 'packed-'))
  const [source, folder] = [join(place, 'source'), join(place, 'consumer')]
  cpSync(join(root, workspace), source, { recursive: true, filter: (path) => !/[\\/](dist|node_modules)$/.test(path) })
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
  const npm = (...args: string[]) =>
    execFileSync('npm', args, { cwd: source, encoding: 'utf8', shell: process.platform === 'win32' })
  const [packed] = JSON.parse(npm('pack', '--json', '--silent', '--offline', '--pack-destination', place)) as [Packed]
  rmSync(join(place, 'node_modules'))

  const target = join(folder, 'node_modules', packed.name)
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', join(place, packed.filename), '-C', target, '--strip-components=1'])
  const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Manifest
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  return {
    folder,
    bin: (name) => join(target, manifest.bin?.[name] ?? ''),
    files: packed.files.map(({ path }) => path),
    remove: () => rmSync(place, { recursive: true, force: true }),
  }
}

type Packed = { name: string; filename: string; files: { path: string }[] }
type Manifest = { dependencies?: Record<string, string>; bin?: Record<string, string> }
