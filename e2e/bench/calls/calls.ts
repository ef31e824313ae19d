import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keyOf } from '../../support/divar-call.ts'
import type { Stack } from '../../support/stack.ts'
import { startBare } from '../bare.ts'
import { type Caller, caller } from '../events/caller.ts'
import { atPace } from '../events/load.ts'
import { percentile } from '../figures.ts'
import { makeShipments } from '../pages/shipments.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { memoryOf } from '../usage.ts'
import { mostOf } from './most.ts'

export type CallsOptions = { perSecond: number; seconds: number }

type Call = { what: string; path: string; body(): object }
type Figures = { p50: number; p99: number; p999: number; most: number; mb: number | null; failed: number }

/** What Divar's server asks of the app, steadily and at full speed, compared with a bare Node server with one insert. */
export async function benchCalls(stack: Stack, options: CallsOptions): Promise<PartResult> {
  say(`\nDivar's calls on ${databaseOf(stack)}, ${options.perSecond} a second, then as many as go.`)
  const [shipment] = await makeShipments(stack, 1)
  const calls = callsOf(stack, shipment?.trackingCode ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'peyk-bare-'))
  const bare = await startBare('calls/bare-server.ts', stack.env.DATABASE_URL ?? join(folder, 'db'))
  const [app, floor] = [caller(stack.appUrl, keyOf(stack)), caller(bare.url, '')]
  try {
    const rows: Row[] = []
    let failed = 0
    for (const call of calls) {
      const [ours, its] = [
        await figures(app, call, options, stack.app.pid()),
        await figures(floor, call, options, bare.pid),
      ]
      failed += ours.failed + its.failed
      rows.push(rowOf(call, ours, its))
      say(`  ${call.what}\n    Peyk  ${said(ours)}\n    bare  ${said(its)}`)
    }
    return { good: failed === 0, rows }
  } finally {
    app.close()
    floor.close()
    await bare.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function callsOf(stack: Stack, trackingCode: string): Call[] {
  const talk = stack.simulator.control.conversations()[0]
  const place = { user_side: 'DEMAND', post_token: talk?.post.token }
  return [
    {
      what: 'launch',
      path: '/api/divar/launch',
      body: () => ({ source: 'CHAT', conversation_id: talk?.id, ...place }),
    },
    {
      what: 'event',
      path: '/api/divar/events',
      body: () => ({ type: 'SOMETHING_NEW', something_new: { id: randomUUID() } }),
    },
    {
      // A message's button that is late: the shipment is read, and moves no more.
      what: 'tap on a button',
      path: '/api/divar/action',
      body: () => ({
        ...{ touchpoint: 'CHAT_MESSAGE', conversation_id: 'bench-0-0', user_side: 'SUPPLY' },
        data: { shipment: trackingCode, deed: 'reject' },
      }),
    },
  ]
}

async function figures(to: Caller, { path, body }: Call, options: CallsOptions, pid?: number): Promise<Figures> {
  const call = async () => await to.post(path, body())
  // Code that runs for the first time is not what is asked about.
  await atPace({ count: 200, perSecond: 50 }, call)
  const steady = await atPace({ count: options.perSecond * options.seconds, perSecond: options.perSecond }, call)
  const most = await mostOf(call, { atOnce: 32, seconds: options.seconds })
  const share = (of: number) => percentile(steady.answers, of)
  const failed = steady.failed.length + most.failed
  return { p50: share(0.5), p99: share(0.99), p999: share(0.999), most: most.perSecond, mb: memoryOf(pid), failed }
}

const said = ({ p50, p99, p999, most, mb }: Figures) =>
  `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(0)}, p99.9 ${p999.toFixed(0)} ms; ${most.toFixed(0)}/s at most; ${mb?.toFixed(0) ?? '?'} MB`

const leastShare = 0.35

function rowOf({ what }: Call, ours: Figures, its: Figures): Row {
  const share = ours.most / its.most
  return {
    what,
    measured: `${said(ours)}; ${share.toFixed(2)} of the bare server`,
    bare: said(its),
    ours: `p99 < 50 ms; ${leastShare} of the bare server`,
    divar: 'p99 < 500, p99.9 < 2000 ms',
    isHeld: ours.p99 < 50 && share >= leastShare,
  }
}
