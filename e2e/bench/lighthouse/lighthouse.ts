import { startLighthouseBrowser, type Timing } from '../../support/lighthouse.ts'
import { budget, measurePage } from '../../support/measure.ts'
import type { Stack } from '../../support/stack.ts'
import { percentile } from '../figures.ts'
import { say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { visitPages } from '../walk.ts'

/** Medians of Lighthouse, on a phone and a network that it simulates, and what each page weighs. */
export async function benchLighthouse(stack: Stack, runs: number): Promise<PartResult> {
  say(`\nLighthouse, medians of ${runs}, on the phone and the network that it simulates.`)
  const rows: Row[] = []
  const browser = await startLighthouseBrowser()
  try {
    const measured = await browser.context.newPage()
    await visitPages(stack, browser.context, async ({ name, url, isLive }) => {
      const { bytes, scriptBytes, requests } = await measurePage(measured, url)
      await measured.goto('about:blank')
      const audits: Timing[] = []
      for (let run = 0; run < runs; run += 1) audits.push(await browser.time(url))
      const median = (of: (one: (typeof audits)[number]) => number) => percentile(audits.map(of), 0.5)
      const [score, lcp, cls] = [median((one) => one.performance), median((one) => one.lcpMs), median((one) => one.cls)]
      const tbt = median((one) => one.tbtMs)
      const kb = (size: number) => (size / 1024).toFixed(0)
      const weight = `${kb(bytes)} KB, ${kb(scriptBytes)} of them JavaScript, ${requests} requests`
      const speed = `performance ${score}, LCP ${(lcp / 1000).toFixed(2)} s, CLS ${cls.toFixed(3)}, TBT ${tbt.toFixed(0)} ms`
      say(`  ${name.padEnd(24)} ${speed}; ${weight}`)
      const mostScript = isLive ? budget.liveScriptBytes : budget.scriptBytes
      rows.push({
        what: name,
        measured: `${speed}; ${weight}`,
        bare: null,
        ours: `performance ≥ 95, LCP ≤ 2.0 s, CLS ≤ 0.05; ${kb(budget.bytes)} KB, ${kb(mostScript)} of JavaScript`,
        divar: 'performance ≥ 75; 400 KB',
        isHeld: score >= 95 && lcp <= 2000 && cls <= 0.05 && bytes <= budget.bytes && scriptBytes <= mostScript,
      })
    })
  } finally {
    await browser.close()
  }
  return { good: true, rows }
}
