import { join } from 'node:path'
import { percentile } from '../bench/figures.ts'
import { root } from '../support/paths.ts'
import { markdownTable, writeSection } from '../support/table-file.ts'
import type { Counted } from './check.ts'

const file = join(root, 'e2e/chaos/table.md')
const head = '# What `npm run chaos` measured last, part by part\n'

export type Measured = { blows: number; seed: number; counted: Counted[]; healthySeconds: number[]; givenUp: number }

/** Puts the part's table in place of that of its last run. */
export function writeMeasured(title: string, machine: string, measured: Measured): void {
  const rows = measured.counted.map(({ what, acknowledged, lost, doubled }) => [
    what,
    String(acknowledged),
    String(lost.length),
    String(doubled.length),
  ])
  const body = `${machine} ${healthyLine(measured)}\n\n${markdownTable(['What', 'Acknowledged', 'Lost', 'Doubled'], rows)}`
  writeSection(file, head, title, body)
}

/** `40 blows, seed 7; healthy after 3.1 s (median), 5.0 s (most); 0 people gave up.` */
export function healthyLine({ blows, seed, healthySeconds, givenUp }: Measured): string {
  const [half, most] = [0.5, 1].map((share) => percentile(healthySeconds, share).toFixed(1))
  return `${blows} blows, seed ${seed}; healthy after ${half} s (median), ${most} s (most); ${givenUp} people gave up.`
}
