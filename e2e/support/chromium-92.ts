import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { Browser } from '@playwright/test'
import { browserFlags } from './chromium.ts'
import { root } from './paths.ts'

const require = createRequire(import.meta.url)
const folder = join(root, 'node_modules/.cache/peyk/chromium-92')

const flags = [...browserFlags, '--no-sandbox', '--no-zygote', '--disable-dev-shm-usage']

/** Null where Chromium 92 can run; else the sentence that says why not. */
export function chromium92Missing(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Chromium 92 exists for Linux x64 only; this is ${process.platform} ${process.arch}.`
  }
  try {
    // This build has no --version of its own: it opens a window that nobody closes. Drawing an empty page ends by itself.
    const page = ['--dump-dom', 'about:blank']
    execFileSync(executable(), [...flags, ...page], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
      killSignal: 'SIGKILL',
    })
    return null
  } catch (error) {
    const reason = error instanceof Error ? (error.message.trim().split('\n').pop() ?? '') : String(error)
    return `Chromium 92 does not start on this machine: ${reason}`
  }
}

/**
 * The oldest browser that Peyk promises to work in, driven by the Playwright of its time: today's cannot click in it.
 * Only the calls that both Playwrights know may be used: goto, fill, click, check, waitForSelector, evaluate, screenshot.
 */
export async function launchChromium92(): Promise<Browser> {
  const { chromium } = require('playwright-core-92') as typeof import('@playwright/test')
  return chromium.launch({
    executablePath: executable(),
    args: flags,
  })
}

/** The package carries the binary compressed; it is unpacked once, under another name first, since workers race. */
function executable(): string {
  const path = join(folder, 'chromium')
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const packed = join(root, 'node_modules/chrome-aws-lambda/bin/chromium.br')
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 })
  renameSync(fresh, path)
  return path
}
