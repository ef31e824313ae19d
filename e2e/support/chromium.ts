import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './paths.ts'
import { installSystemPackages, isRunnable } from './system-packages.ts'

export type FoundChromium = { path: string; how: string }

export type Machine = {
  env: Record<string, string | undefined>
  /** Where Playwright would put its Chromium. */
  download: string
  /** Runs a command to its end, silently; false when it failed. */
  run(command: string, args: string[], own?: Record<string, string>): boolean
  /** False where there is no package manager that we may ask. */
  installSystemPackages(packages: string[]): boolean
}

/** The shells are Chromium without its windows: the same engine, for two thirds of the processor time. */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
]

const isRoot = process.getuid?.() === 0

/** The browser's own traffic must not disturb a page; as root Chromium refuses its sandbox. */
export const browserFlags: string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(isRoot ? ['--no-sandbox'] : []),
]

const thisMachine: Machine = {
  env: process.env,
  download: chromium.executablePath(),
  run: (command, args, own = {}) =>
    spawnSync(command, args, { stdio: 'ignore', timeout: 10 * 60_000, env: { ...process.env, ...own } }).status === 0,
  installSystemPackages,
}

/** A Chromium that is here already: $CHROMIUM, one on the PATH, or Playwright's own download. */
export function findChromium(machine: Machine = thisMachine): FoundChromium | null {
  const { env, download, run } = machine
  const named = env.CHROMIUM
  if (named) return isRunnable(named) ? { path: named, how: 'named by $CHROMIUM' } : null
  // A name may belong to a script that only says how to install the browser, and a download may lack a library.
  const starts = (path: string) => isRunnable(path) && run(path, ['--version'])
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const here = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(starts)
  if (here) return { path: here, how: 'found on this machine' }
  const path = [...shellsBeside(download), download].filter(Boolean).find(starts)
  return path ? { path, how: "Playwright's download" } : null
}

const isShell = (path: string) => /headless[_-]shell/.test(path)

/**
 * The Chromium that is here, or else one installed now; null where none can be had. Beside a browser with windows the
 * shell is asked for too: with it the journeys of a machine of two processors end half an hour earlier.
 */
export function findOrInstallChromium(say: (line: string) => void, machine: Machine = thisMachine) {
  const { env, run } = machine
  const found = findChromium(machine)
  if (env.CHROMIUM || (found && isShell(found.path))) return found
  if (found) return installByPackages(['chromium-headless-shell'], machine) ?? found
  say('No Chromium here: asking Playwright to download one.')
  const playwright = [join(root, 'node_modules/playwright/cli.js'), 'install', '--only-shell', 'chromium']
  run(process.execPath, playwright, { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '0' })
  const downloaded = findChromium(machine)
  if (downloaded) return downloaded
  say("The download failed: asking the system's package manager.")
  return installByPackages(['chromium-headless-shell', 'chromium'], machine)
}

/** The first of these packages that brings a Chromium which was not there before. */
function installByPackages(names: string[], machine: Machine): FoundChromium | null {
  const before = findChromium(machine)?.path
  for (const name of names) {
    if (!machine.installSystemPackages([name])) return null
    const installed = findChromium(machine)
    if (installed && installed.path !== before)
      return { ...installed, how: "installed by the system's package manager" }
  }
  return null
}

/** Playwright stores its shell in a folder next to its Chromium, and names it differently on each system. */
function shellsBeside(download: string): string[] {
  const folder = dirname(dirname(download)).replace(/chromium-(\d+)$/, 'chromium_headless_shell-$1')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[/\\])(chrome-headless-shell|headless_shell)(\.exe)?$/.test(path))
    .map((path) => join(folder, path))
}
