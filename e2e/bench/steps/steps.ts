import type { Page } from '@playwright/test'
import { consent, fillAddress, fillWhat } from '../../support/journey.ts'
import type { Stack } from '../../support/stack.ts'
import { say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { openBrowser, openSeat, phone } from '../walk.ts'

/** Slows a developer's machine down to a cheap phone. */
const timesSlower = 4

type Step = { what: string; do(page: Page): Promise<void> }

const steps: Step[] = [
  { what: 'what', do: fillWhat },
  { what: 'address', do: fillAddress },
  { what: 'review', do: async (page) => await consent(page, 'allow') },
  {
    what: 'book and send',
    do: async (page) => await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click(),
  },
]

/** How long a page takes to show that it was touched, at worst, in each step of a booking. */
export async function benchSteps(stack: Stack): Promise<PartResult> {
  say(`\nThe slowest answer to a touch in each step, on a processor ${timesSlower} times slower.`)
  const browser = await openBrowser()
  try {
    const page = await (await browser.newContext(phone())).newPage()
    const noted: { ms: number; shift: number }[] = []
    await page.exposeFunction('noteTouch', (ms: number) => void noted.push({ ms, shift: 0 }))
    await page.exposeFunction('noteShift', (shift: number) => void noted.push({ ms: 0, shift }))
    await page.addInitScript(watch)
    await openSeat(page, stack)
    const slow = await page.context().newCDPSession(page)
    await slow.send('Emulation.setCPUThrottlingRate', { rate: timesSlower })
    const rows: Row[] = []
    for (const step of steps) {
      noted.length = 0
      const before = page.url()
      await step.do(page)
      await page.waitForURL((url) => url.href !== before)
      await page.waitForLoadState('networkidle')
      rows.push(rowOf(step.what, Math.max(0, ...noted.map(({ ms }) => ms)), sum(noted.map(({ shift }) => shift))))
    }
    for (const { what, measured } of rows) say(`  ${what.padEnd(24)} ${measured}`)
    return { good: true, rows }
  } finally {
    await browser.close()
  }
}

const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)

const rowOf = (what: string, ms: number, shift: number): Row => ({
  what,
  // Below 16 ms a browser does not tell.
  measured: `INP ${ms < 16 ? 'under 16' : ms.toFixed(0)} ms, CLS ${shift.toFixed(3)}`,
  bare: null,
  ours: 'INP ≤ 200 ms, CLS ≤ 0.05',
  divar: null,
  isHeld: ms <= 200 && shift <= 0.05,
})

/** Runs in the page: tells of each touch and key, from it to the next picture, and of what moved by itself. */
function watch(): void {
  const tell = window as unknown as { noteTouch(ms: number): void; noteShift(shift: number): void }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
      if (entry.interactionId) tell.noteTouch(entry.duration)
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) tell.noteShift(entry.value)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
