import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/paths.ts'

type Locked = { version?: string; license?: string; dev?: boolean; devOptional?: boolean; link?: boolean }

export type Licensed = { name: string; version: string; licence: string }

/** Every package that runs with Peyk, with its licence as the package says it; none that only tests and builds need. */
export function licensed(lockFile: string): Licensed[] {
  const { packages } = JSON.parse(lockFile) as { packages: Record<string, Locked> }
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { version = '', license = 'none' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

export const lockFile = () => readFileSync(join(root, 'package-lock.json'), 'utf8')
