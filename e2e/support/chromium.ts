import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './paths.ts'
import { installSystemPackages, isRunnable } from './system-packages.ts'

export type FoundChromium = { path: string; how: string }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

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

/** A Chromium that is here already: $CHROMIUM, one on the PATH, or Playwright's own download. */
export function findChromium(): FoundChromium | null {
  const named = process.env.CHROMIUM
  if (named) return isRunnable(named) ? { path: named, how: 'named by $CHROMIUM' } : null
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name)
      if (folder && isRunnable(path)) return { path, how: 'found on this machine' }
    }
  }
  const path = chromium.executablePath()
  return path && isRunnable(path) ? { path, how: "Playwright's download" } : null
}

/** The Chromium that is here, or else one installed now; null where none can be had. */
export function findOrInstallChromium(say: (line: string) => void): FoundChromium | null {
  const found = findChromium()
  if (found || process.env.CHROMIUM) return found
  say('No Chromium here: asking Playwright to download one.')
  const { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: _, ...env } = process.env
  spawnSync(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'], {
    stdio: 'ignore',
    timeout: 5 * 60_000,
    env,
  })
  const downloaded = findChromium()
  if (downloaded) return downloaded
  say("The download failed: asking the system's package manager.")
  if (!installSystemPackages(['chromium'])) return null
  const installed = findChromium()
  return installed && { ...installed, how: "installed by the system's package manager" }
}
