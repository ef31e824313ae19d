import { cpus, loadavg } from 'node:os'
import type { Stack } from '../../support/stack.ts'
import { startBare } from '../bare.ts'
import { failures, percentile, summary } from '../figures.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { type WatchedUsage, watchUsage } from '../usage.ts'
import { startPolling } from './polling.ts'
import { type Measured, measure } from './run.ts'
import { makeShipments } from './shipments.ts'

/** What the carrier says of each page's shipment, one after the other. */
const steps = ['assigned', 'picked_up', 'delivered']

export type PagesOptions = {
  pages: number
  perSecond: number
  seconds: number
  streamsOnly: boolean
  /** Of the app, on one PostgreSQL; the pages are shared out among them. */
  processes: number
}

/** Until a page has what to draw; and of the processor, for a thousand pages and twenty moves a second, in a minute. */
const [drawnMs, processorSeconds] = [300, 30]

/** Open pages of shipments, while the carrier moves some of them every second. Whether nothing was refused or lost. */
export async function benchPages(stack: Stack, options: PagesOptions): Promise<PartResult> {
  const { app, simulator } = stack
  const { pages, perSecond, streamsOnly } = options
  const moves = Math.min(perSecond * options.seconds, pages * steps.length)
  say(
    `\n${pages} pages on ${databaseOf(stack)}; the carrier moves ${perSecond} shipments a second, ${moves} times in all.`,
  )
  simulator.control.settings({ appTimeoutMs: 60_000 })
  const shipments = await makeShipments(stack, pages)
  const apps = [app]
  while (apps.length < options.processes) apps.push(await stack.another({ CLOCK_FILE: undefined }))
  for (const [index, shipment] of shipments.entries()) {
    const { url } = apps[index % apps.length] ?? app
    for (const which of ['pageUrl', 'eventsUrl'] as const) shipment[which] = shipment[which].replace(stack.appUrl, url)
  }
  const load = loadavg()[0] ?? 0
  say(`${cpus().length} processors; what else runs here keeps ${load.toFixed(1)} of them busy, this included.`)

  const usages = apps.map((one) => watchUsage(one.pid()))
  const taken = new Map<number, number>()
  const polling = startPolling(streamsOnly ? [] : shipments)
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
    onOpen: () => usages.forEach((usage) => void usage.onOpen()),
    onEnd: () => usages.forEach((usage) => void usage.onEnd()),
  })
  const asked = await polling.stop()
  say('')
  report('Peyk', measured, usages)
  if (!streamsOnly) {
    say(`  until the page has what to draw  ${summary(asked.toPage)}`)
    say(`  answers to the pages' questions  ${summary(asked.answers)}${failures(asked.failed)}`)
  }
  const floor = await bare({ pages, moves, perSecond })
  const good = [measured, floor.measured].every(({ refused, lost }) => refused.length === 0 && lost === 0)
  const none = { ours: null, divar: null, isHeld: null }
  const most = Math.round((processorSeconds * moves) / 1200)
  const rows: Row[] = [
    {
      what: 'from the carrier’s call to the event',
      measured: summary(measured.toEvent),
      bare: summary(floor.measured.toEvent),
      ...none,
    },
    {
      what: 'until the page has what to draw',
      measured: summary(asked.toPage),
      bare: null,
      ours: `p99 < ${drawnMs} ms`,
      divar: null,
      isHeld: percentile(asked.toPage, 0.99) < drawnMs,
    },
    ...usages.map((usage) => {
      const spent = usage.processorSeconds()
      const isHeld = spent === null ? null : spent < most
      return {
        what: 'a process',
        measured: usage.line(),
        bare: floor.usage,
        ours: `< ${most} s of processor`,
        divar: null,
        isHeld,
      }
    }),
  ]
  const isUsual = pages === 1000 && apps.length === 1
  const variant = isUsual ? {} : { variant: `${pages} of them with ${apps.length} processes` }
  return { good, rows: streamsOnly ? [] : rows, ...variant }
}

async function bare(run: {
  pages: number
  moves: number
  perSecond: number
}): Promise<{ measured: Measured; usage: string }> {
  const server = await startBare('pages/bare-server.ts')
  try {
    const usage = watchUsage(server.pid)
    const measured = await measure({
      watched: Array.from({ length: run.pages }, (_, index) => ({
        eventsUrl: `${server.url}/events/${index}`,
        cookie: '',
      })),
      moves: run.moves,
      perSecond: run.perSecond,
      move: async (index) => void (await fetch(`${server.url}/move/${index}`, { method: 'POST' })),
      ...usage,
    })
    report('A bare Node server, with no session, database or page', measured, [usage])
    return { measured, usage: usage.line() }
  } finally {
    await server.stop()
  }
}

function report(name: string, { toEvent, refused, lost }: Measured, usages: WatchedUsage[]): void {
  say(name)
  say(`  from the call to the event       ${summary(toEvent)}${failures(refused)}`)
  if (lost > 0) say(`  events that never came           ${lost}`)
  for (const usage of usages) say(`  ${usage.line()}`)
}
