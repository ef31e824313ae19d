import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from '../runner/build.ts'
import { endChildrenOnSignal } from '../runner/children.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { startBare } from './bare.ts'
import { summary, type Usage, usageOf, used } from './figures.ts'
import { startPolling } from './polling.ts'
import { type Measured, measure } from './run.ts'
import { makeShipments } from './shipments.ts'

const say = (line: string) => console.log(line)

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '1000' },
    'per-second': { type: 'string', default: '20' },
    seconds: { type: 'string', default: '60' },
    /** The streams alone: the pages neither ask besides nor are drawn anew. */
    'streams-only': { type: 'boolean', default: false },
  },
})
const pages = Number(values.pages)
const perSecond = Number(values['per-second'])
/** What the carrier says of each page's shipment, one after the other. */
const steps = ['assigned', 'picked_up', 'delivered']
const moves = Math.min(perSecond * Number(values.seconds), pages * steps.length)

endChildrenOnSignal()
if (!(await buildIfNeeded(say))) process.exit(1)

const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.removeAllListeners(signal)
  process.on(signal, () => ending.abort())
}
const interrupted = new Promise<never>((_, reject) => {
  ending.signal.addEventListener('abort', () => reject(new Error('interrupted')))
})

const stack = await startStack(0, 1)
let good = false
try {
  good = await Promise.race([bench(stack), interrupted])
} catch (error) {
  console.error(`The bench ended early: ${error instanceof Error ? error.message : error}`)
} finally {
  await stack.stop()
}
process.exit(good ? 0 : 1)

async function bench({ app, simulator, env }: Stack): Promise<boolean> {
  const database = env.DATABASE_URL ? 'PostgreSQL' : 'the embedded database'
  say(`\n${pages} pages on ${database}; the carrier moves ${perSecond} shipments a second, ${moves} times in all.`)
  simulator.control.settings({ appTimeoutMs: 60_000 })
  const shipments = await makeShipments(stack, pages)
  const load = loadavg()[0] ?? 0
  say(`${cpus().length} processors; what else runs here keeps ${load.toFixed(1)} of them busy, this included.`)

  const usage = watchUsage(app.pid())
  const taken = new Map<number, number>()
  const polling = startPolling(values['streams-only'] ? [] : shipments)
  const measured = await measure({
    watched: shipments,
    moves,
    perSecond,
    async move(index) {
      const { trackingCode } = shipments[index] ?? { trackingCode: '' }
      const step = taken.get(index) ?? 0
      taken.set(index, step + 1)
      const status = steps[step] ?? ''
      const answer = await simulator.control.carrierStep({ trackingCode, status })
      if (answer.status !== 200) throw new Error(`${status} answered with ${answer.status}`)
    },
    onEvent: polling.drawAnew,
    ...usage,
  })
  const asked = await polling.stop()
  say('')
  report('Peyk', measured, usage)
  if (!values['streams-only']) {
    say(`  until the page has what to draw  ${summary(asked.toPage)}`)
    say(`  answers to the pages' questions  ${summary(asked.answers)}${failures(asked.failed)}`)
  }
  const floor = await bare()
  return [measured, floor].every(({ refused, lost }) => refused.length === 0 && lost === 0)
}

async function bare(): Promise<Measured> {
  const server = await startBare()
  try {
    const usage = watchUsage(server.pid)
    const measured = await measure({
      watched: Array.from({ length: pages }, (_, index) => ({
        eventsUrl: `${server.url}/events/${index}`,
        cookie: '',
      })),
      moves,
      perSecond,
      move: async (index) => void (await fetch(`${server.url}/move/${index}`, { method: 'POST' })),
      ...usage,
    })
    report('A bare Node server, with no session, database or page', measured, usage)
    return measured
  } finally {
    await server.stop()
  }
}

type WatchedUsage = { onOpen(): void; onEnd(): void; line(): string }

function watchUsage(pid: number | undefined): WatchedUsage {
  const before = usageOf(pid)
  let [open, after]: Usage[] = [null, null]
  return {
    onOpen: () => {
      open = usageOf(pid)
    },
    onEnd: () => {
      after = usageOf(pid)
    },
    line: () => used(before, open ?? null, after ?? null),
  }
}

function report(name: string, { toEvent, refused, lost }: Measured, usage: WatchedUsage): void {
  say(name)
  say(`  from the call to the event       ${summary(toEvent)}${failures(refused)}`)
  if (lost > 0) say(`  events that never came           ${lost}`)
  say(`  ${usage.line()}`)
}

function failures(all: string[]): string {
  return all.length === 0 ? '' : `; ${all.length} failed: ${[...new Set(all)].slice(0, 3).join(', ')}`
}
