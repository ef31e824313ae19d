import type { Stack } from '../../support/stack.ts'
import { atPace } from '../events/load.ts'
import { failures, percentile } from '../figures.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { openBrowser, phone, visitPages } from '../walk.ts'

export type LoadOptions = { perSecond: number; seconds: number }

/** Requests every page at a steady rate from the sessions that have it open; tells whether all were answered. */
export async function benchLoad(stack: Stack, { perSecond, seconds }: LoadOptions): Promise<PartResult> {
  say(`\nEach page ${perSecond} times a second for ${seconds} s on ${databaseOf(stack)}.`)
  const rows: Row[] = []
  let good = true
  const browser = await openBrowser()
  try {
    await visitPages(stack, await browser.newContext(phone()), async ({ name, url, cookie }) => {
      const ask = async () => {
        const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`status ${answer.status}`)
      }
      // Code that runs for the first time is not what is asked about.
      await atPace({ count: 100, perSecond: 25 }, ask)
      const { answers, failed } = await atPace({ count: perSecond * seconds, perSecond }, ask)
      const [p50, p99, p999] = [0.5, 0.99, 0.999].map((share) => percentile(answers, share)) as [number, number, number]
      const measured = `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, p99.9 ${p999.toFixed(0)} ms`
      say(`  ${name.padEnd(24)} ${measured}${failures(failed)}`)
      good = good && failed.length === 0
      const limits = { ours: 'p99 < 150 ms', divar: 'p99 < 500, p99.9 < 2000 ms' }
      rows.push({ what: name, measured, bare: null, ...limits, isHeld: p99 < 150 && p999 < 2000 })
    })
  } finally {
    await browser.close()
  }
  return { good, rows }
}
