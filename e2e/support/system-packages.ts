import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'

const isRoot = process.getuid?.() === 0

/** Asks Debian's package manager, where this process may; whether it was asked. What came of it the caller looks at. */
export function installSystemPackages(packages: string[]): boolean {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return false
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[],
    timeout: 10 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update'], quiet)
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet)
  return true
}

/** Whether this process may run that file. */
export function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
