import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { temporaryFolder } from './paths.ts'

/** What a page may weigh, in bytes, compressed as served: a phone on a slow network waits for each of them. */
export const budget = {
  bytes: 220 * 1024,
  scriptBytes: 145 * 1024,
  liveScriptBytes: 160 * 1024,
  /** Of the desk, which is opened at work and not on a phone's network. */
  deskScriptBytes: 200 * 1024,
}

export type PageBytes = { bytes: number; scriptBytes: number; requests: number }

export type PageMeasure = PageBytes & { name: string; accessibility: number | null; bestPractices: number | null }

/** What one full load of the address costs a browser that has nothing cached. The page's cookies stay. */
export async function measurePage(page: Page, url: string): Promise<PageBytes> {
  const session = await page.context().newCDPSession(page)
  const kinds = new Map<string, string>()
  const sizes = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength))
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await page.goto(url, { waitUntil: 'load' })
  await settled(sizes)
  await session.detach()
  const total = (wanted: (kind: string) => boolean) =>
    [...sizes].reduce((bytes, [id, size]) => bytes + (wanted(kinds.get(id) ?? '') ? size : 0), 0)
  return { bytes: total(() => true), scriptBytes: total((kind) => kind === 'Script'), requests: sizes.size }
}

/** Keeps a row for the table that the test run prints. */
export function recordPage(measure: PageMeasure): void {
  const file = `${measure.name.replace(/[^\p{L}\p{N}]+/gu, '-')}.json`
  writeFileSync(join(temporaryFolder('pages'), file), JSON.stringify(measure))
}

/** A live page never falls silent (it polls or streams), so the end is: nothing more arrived for a second. */
async function settled(sizes: Map<string, number>): Promise<void> {
  let before = -1
  while (before !== sizes.size) {
    before = sizes.size
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}
