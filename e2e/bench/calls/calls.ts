import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callAsDivar, keyOf } from '../../support/divar-call.ts'
import type { Stack } from '../../support/stack.ts'
import { startBare } from '../bare.ts'
import { caller } from '../events/caller.ts'
import { atPace, type Load } from '../events/load.ts'
import { percentile } from '../figures.ts'
import { makeShipments } from '../pages/shipments.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { memoryOf } from '../usage.ts'
import { startEmptyNext } from './empty-next.ts'
import { mostInTurns, type Server } from './most.ts'

export type CallsOptions = { perSecond: number; seconds: number }

/** `says`: what its answer must say, or it measures something else. */
type Call = { what: string; path: string; body(): object; says: string }
type Figures = { p50: number; p99: number; p999: number; most: number; processorMs: number | null; mb: number | null }
/** The shares are medians over the rounds at full speed. */
type Measured = Record<'ours' | 'next' | 'bare', Figures> & { ofNext: number; ofBare: number; failed: number }

const rounds = 5
/** At full speed before it counts: a compiler goes on improving what runs often. */
const warmSeconds = 4

/**
 * What Divar's server asks of the app, steadily and at full speed, beside an empty Next route and a bare Node server, each with
 * one insert into the same kind of database.
 */
export async function benchCalls(stack: Stack, options: CallsOptions): Promise<PartResult> {
  say(`\nDivar's calls on ${databaseOf(stack)}, ${options.perSecond} a second, then as many as go.`)
  const [shipment] = await makeShipments(stack, 1)
  const calls = callsOf(stack, shipment?.trackingCode ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'peyk-bare-'))
  const place = (name: string) => stack.env.DATABASE_URL ?? join(folder, name)
  const bare = await startBare('calls/bare-server.ts', place('bare'))
  const next = await startEmptyNext(place('next'))
  // A clock that a test could move is a file that is read with each look at it: no app in earnest has one.
  await stack.app.restart({ CLOCK_FILE: undefined })
  const app = caller(stack.appUrl, keyOf(stack))
  const [route, floor] = [caller(next.url, ''), caller(bare.url, '')]
  try {
    const rows: Row[] = []
    let failed = 0
    for (const { what, path, body, says } of calls) {
      const { text } = await callAsDivar(stack, path, body())
      if (!text.includes(says)) throw new Error(`${what} was answered with ${text}`)
      const all = await figures(
        [
          { pid: stack.app.pid(), call: async () => await app.post(path, body()) },
          { pid: next.pid(), call: async () => await route.post('/api/insert', body()) },
          { pid: bare.pid, call: async () => await floor.post(path, body()) },
        ],
        options,
      )
      failed += all.failed
      rows.push(rowOf(what, all))
      say(`  ${what}: ${all.ofNext.toFixed(2)} of the empty Next route, ${all.ofBare.toFixed(2)} of the bare server`)
      say(`    Peyk  ${said(all.ours)}\n    Next  ${said(all.next)}\n    bare  ${said(all.bare)}`)
    }
    return { good: failed === 0, rows }
  } finally {
    for (const one of [app, route, floor]) one.close()
    await bare.stop()
    await next.stop()
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
      says: '/launch/',
    },
    {
      what: 'event',
      path: '/api/divar/events',
      body: () => ({ type: 'SOMETHING_NEW', something_new: { id: randomUUID() } }),
      says: '{}',
    },
    {
      // A message's button that is late: the shipment is read, and moves no more.
      what: 'tap on a button',
      path: '/api/divar/action',
      body: () => ({
        ...{ touchpoint: 'CHAT_MESSAGE', conversation_id: 'bench-0-0', user_side: 'DEMAND' },
        extra_data: { shipment: trackingCode, deed: 'reject' },
      }),
      says: 'کد رهگیری',
    },
  ]
}

/** The three, at a steady pace one after the other; at full speed in turns, so that what else the machine does meets all of them. */
async function figures([ours, next, bare]: [Server, Server, Server], options: CallsOptions): Promise<Measured> {
  const servers = [ours, next, bare]
  const steady: Load[] = []
  for (const { call } of servers) {
    // Code that runs for the first time is not what is asked about.
    await atPace({ count: 200, perSecond: 50 }, call)
    steady.push(await atPace({ count: options.perSecond * options.seconds, perSecond: options.perSecond }, call))
  }
  // One of them has been at it for longer than the others: the same route in all three parts.
  await mostInTurns(servers, { atOnce: 32, seconds: warmSeconds, rounds: 1 })
  const most = await mostInTurns(servers, { atOnce: 32, seconds: options.seconds, rounds })
  const figuresOf = (index: number): Figures => {
    const share = (of: number) => percentile(steady[index]?.answers ?? [], of)
    const perSecond = percentile(most.perSecond[index] ?? [], 0.5)
    const { pid } = servers[index] ?? {}
    const processorMs = most.processorMs[index] ?? null
    return { p50: share(0.5), p99: share(0.99), p999: share(0.999), most: perSecond, processorMs, mb: memoryOf(pid) }
  }
  const [first = [], ...others] = most.perSecond
  const shareOf = (other: number[] = []) =>
    percentile(
      first.map((one, round) => one / (other[round] ?? one)),
      0.5,
    )
  return {
    ours: figuresOf(0),
    next: figuresOf(1),
    bare: figuresOf(2),
    ofNext: shareOf(others[0]),
    ofBare: shareOf(others[1]),
    failed: most.failed + steady.reduce((sum, { failed }) => sum + failed.length, 0),
  }
}

const said = ({ p50, p99, p999, most, processorMs, mb }: Figures) =>
  `p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(0)}, p99.9 ${p999.toFixed(0)} ms; ${most.toFixed(0)}/s at most, ${processorMs?.toFixed(2) ?? '?'} ms of processor each; ${mb?.toFixed(0) ?? '?'} MB`

function rowOf(what: string, { ours, next, bare, ofNext, ofBare }: Measured): Row {
  return {
    what,
    measured: `${said(ours)}; ${ofNext.toFixed(2)} of the empty Next route, ${ofBare.toFixed(2)} of the bare server`,
    bare: `${said(bare)}. An empty Next route: ${said(next)}`,
    ours: 'p99 < 50 ms; as many as the empty Next route',
    divar: 'p99 < 500, p99.9 < 2000 ms',
    isHeld: ours.p99 < 50 && ofNext >= 1,
  }
}
