import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import type { Browser, Page } from '@playwright/test'
import { browserFlags } from '../chromium.ts'
import { root } from '../paths.ts'
import type { Engine, EngineWindow } from './window.ts'

const require = createRequire(import.meta.url)
const flags = [...browserFlags, '--no-sandbox', '--no-zygote', '--disable-dev-shm-usage']

/** The packages that carry a binary of that age, by its version. */
const packages = { 86: 'chromium-86', 92: 'chrome-aws-lambda' } as const

export type OldVersion = keyof typeof packages

export const oldChromium = (version: OldVersion): Engine => ({
  name: `Chromium ${version}`,
  missing: () => missing(version),
  // It comes with the project's own packages.
  install: () => undefined,
  async open() {
    const browser = await launchOldChromium(version)
    const context = await browser.newContext({ viewport: { width: 412, height: 839 }, locale: 'fa-IR' })
    const page = await context.newPage()
    await page.addInitScript(recordCauses)
    return windowOf(page, async () => await browser.close())
  },
})

function missing(version: OldVersion): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `Chromium ${version} exists for Linux x64 only; this is ${process.platform} ${process.arch}.`
  }
  try {
    // These builds have no --version of their own: they open a window that nobody closes. Drawing an empty page ends by itself.
    execFileSync(executable(version), [...flags, '--dump-dom', 'about:blank'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000,
      killSignal: 'SIGKILL',
    })
    return null
  } catch (error) {
    const reason = error instanceof Error ? (error.message.trim().split('\n').pop() ?? '') : String(error)
    return `Chromium ${version} does not start on this machine: ${reason}`
  }
}

/**
 * Driven by the Playwright of its time: today's cannot click in it. Only the calls that both Playwrights know may be used:
 * goto, fill, click, check, waitForSelector, evaluate, screenshot.
 */
export async function launchOldChromium(version: OldVersion): Promise<Browser> {
  const { chromium } = require('playwright-core-92') as typeof import('@playwright/test')
  return chromium.launch({ executablePath: executable(version), args: flags })
}

/** The package carries the binary compressed; it is unpacked once, under another name first, since workers race. */
function executable(version: OldVersion): string {
  const folder = join(root, `node_modules/.cache/peyk/chromium-${version}`)
  const path = join(folder, 'chromium')
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  const packed = join(root, 'node_modules', packages[version], 'bin/chromium.br')
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 })
  renameSync(fresh, path)
  return path
}

/** Before version 93 an error forgets its cause, which is what React's own errors say nothing without. */
function recordCauses(): void {
  const Own = Error
  window.Error = new Proxy(Own, {
    apply: (target, self, args) => withCause(Reflect.apply(target, self, args), args),
    construct: (target, args, made) => withCause(Reflect.construct(target, args, made), args),
  })
  function withCause(error: Error, [, options]: { cause?: unknown }[]): Error {
    if (options && 'cause' in options) error.cause = options.cause
    return error
  }
}

/** What the page complains of from now on. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
  page.on('console', async (message) => {
    if (message.type() !== 'error') return
    // An error that is logged as a value has no text of its own.
    const at = problems.push(`console: ${message.text()}`) - 1
    const said = message
      .args()
      .map((value) =>
        value.evaluate((thing) =>
          thing instanceof Error
            ? `${location.pathname} ${thing.stack}\n${thing.cause instanceof Error ? thing.cause.stack : ''}`
            : null,
        ),
      )
    const stacks = await Promise.all(said).catch(() => [])
    for (const stack of stacks) if (stack) problems[at] += `\n${stack}`
  })
  return problems
}

function windowOf(page: Page, close: () => Promise<void>): EngineWindow {
  const problems = problemsOf(page)
  return {
    goto: async (url) => {
      await page.goto(url)
    },
    url: async () => page.url(),
    evaluate: async (work) => await page.evaluate(work),
    click: async (selector) => await page.click(selector),
    tap: async (words) => await page.click(`:is(a, button, summary):has-text("${words}")`),
    fill: async (selector, value) => await page.fill(selector, value),
    check: async (selector) => await page.check(selector),
    choose: async (selector, value) => {
      await page.selectOption(selector, value)
    },
    problems: async () => problems,
    close,
  }
}
