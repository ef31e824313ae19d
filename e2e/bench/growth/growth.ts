import { setTimeout as wait } from 'node:timers/promises'
import type { Stack } from '../../support/stack.ts'
import { percentile } from '../figures.ts'
import { makeShipments, openSeats } from '../pages/shipments.ts'
import { openRows } from '../rows.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { grow } from './grow.ts'
import { jobProbes, openQueue, type Probe, pageProbes } from './probes.ts'

const sizes = [1_000, 100_000, 1_000_000]
/** What a clock that is read in such an answer cannot tell from nothing. */
const levelMs = 5
const mostTimes = 1.5
/** Until the disk has taken what was written. */
const quietMs = 15_000

type Measured = { p50: number; p99: number }

/** The same pages, calls and jobs with ever more shipments in the database. Whether none of them slows down. */
export async function benchGrowth(stack: Stack, most: number): Promise<PartResult> {
  say(`\nPages, calls and jobs on ${databaseOf(stack)} that grows.`)
  const [shipment] = await makeShipments(stack, 1)
  const [seat] = await openSeats(stack, 1, 1)
  if (!shipment || !seat) throw new Error('there is no shipment to look at')
  const rows = await openRows(stack)
  const boss = await openQueue(stack.env.DATABASE_URL ?? '')
  try {
    const [model] = await rows.query<{ id: string; tracking_code: string }>(
      'select id, tracking_code from shipments order by created_at limit 1',
    )
    const probes = [...pageProbes(stack, shipment, seat, model?.tracking_code ?? ''), ...jobProbes(stack, boss)]
    const found = new Map<string, Measured[]>(probes.map(({ what }) => [what, []]))
    let there = 0
    for (const size of sizes.filter((one) => one <= most)) {
      await grow(rows, model?.id ?? '', there, size)
      await wait(quietMs)
      // The first round only warms up: code, caches, connections.
      if (there === 0) for (const probe of probes) await ask(probe)
      there = size
      for (const probe of probes) found.get(probe.what)?.push(await ask(probe))
      say(`${size} shipments measured`)
    }
    return report([...found])
  } finally {
    await boss.stop({ graceful: false })
    await rows.close()
  }
}

async function ask({ times, ask: once }: Probe): Promise<Measured> {
  const all: number[] = []
  for (let turn = 0; turn < times; turn += 1) all.push(await once())
  return { p50: percentile(all, 0.5), p99: percentile(all, 0.99) }
}

function report(found: [string, Measured[]][]): PartResult {
  const rows: Row[] = found.map(([what, measured]) => {
    const [first, last] = [measured[0], measured.at(-1)]
    const [before, after] = [first?.p50 ?? 0, last?.p50 ?? 0]
    const isLevel = after - before < levelMs || after <= before * mostTimes
    const isPage = what.startsWith('page') || what.startsWith('Divar')
    const keepsDivars = !isPage || (last?.p99 ?? 0) < 500
    return {
      what,
      measured: `${measured.map(({ p50 }) => `${p50.toFixed(1)}`).join(' → ')} ms; p99 at last ${last?.p99.toFixed(0)} ms`,
      bare: null,
      ours: `${mostTimes} times, or ${levelMs} ms more`,
      divar: isPage ? 'p99 < 500 ms' : null,
      isHeld: isLevel && keepsDivars,
    }
  })
  for (const { what, measured, isHeld } of rows) say(`  ${what.padEnd(34)} ${measured}${isHeld ? '' : '  NOT HELD'}`)
  return { good: true, rows }
}
