import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, devices } from '@playwright/test'
import lighthouse, { type Flags } from 'lighthouse'
import { browserFlags, findChromium } from './chromium.ts'
import { freePort } from './ports.ts'

export type Audit = {
  accessibility: number
  bestPractices: number
  /** The audits that cost a point, for the message of a failed test. */
  faults: string[]
}

/** By the phone and the network that Lighthouse simulates. */
export type Timing = { performance: number; lcpMs: number; cls: number; tbtMs: number }

export type LighthouseBrowser = {
  /** Walk to the page here first: the audit opens its own tab with the same cookies. */
  context: BrowserContext
  audit(url: string): Promise<Audit>
  time(url: string): Promise<Timing>
  close(): Promise<void>
}

export async function startLighthouseBrowser(): Promise<LighthouseBrowser> {
  const found = findChromium()
  if (!found) throw new Error('no Chromium for Lighthouse')
  const port = await freePort()
  const profile = mkdtempSync(join(tmpdir(), 'peyk-lighthouse-'))
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7']
  const context = await chromium.launchPersistentContext(profile, {
    ...phone,
    executablePath: found.path,
    args: [...browserFlags, `--remote-debugging-port=${port}`],
  })
  return {
    context,
    audit: (url) => audit(url, port),
    time: (url) => time(url, port),
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

async function run(url: string, port: number, onlyCategories: string[]) {
  const flags = { port, output: 'json', logLevel: 'silent', disableStorageReset: true, onlyCategories }
  const result = await lighthouse(url, flags as Flags)
  if (!result) throw new Error(`Lighthouse gave no result for ${url}`)
  const { runtimeError } = result.lhr
  if (runtimeError) throw new Error(`Lighthouse: ${runtimeError.message}`)
  return result.lhr
}

async function time(url: string, port: number): Promise<Timing> {
  const { categories, audits } = await run(url, port, ['performance'])
  const of = (name: string) => audits[name]?.numericValue ?? Number.NaN
  return {
    performance: Math.round((categories.performance?.score ?? 0) * 100),
    lcpMs: of('largest-contentful-paint'),
    cls: of('cumulative-layout-shift'),
    tbtMs: of('total-blocking-time'),
  }
}

async function audit(url: string, port: number): Promise<Audit> {
  const { categories, audits } = await run(url, port, ['accessibility', 'best-practices'])
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  const faults = counted.flatMap(({ id }) => {
    const found = audits[id]
    return found && found.score !== null && found.score < 1 ? [`${id}: ${found.title}`] : []
  })
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  return { accessibility: score('accessibility'), bestPractices: score('best-practices'), faults }
}
