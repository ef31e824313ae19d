import type { Page } from '@playwright/test'
import { scrape } from '../../support/scrape.ts'
import type { Stack } from '../../support/stack.ts'
import { atPace } from '../events/load.ts'
import { failures, percentile } from '../figures.ts'
import { databaseOf, say } from '../say.ts'
import type { PartResult, Row } from '../table.ts'
import { openBrowser } from '../walk.ts'
import { postBulk, readBulk } from './bulk.ts'
import { fillDesk } from './fill.ts'
import { type Desk, openDesk } from './open-desk.ts'

export type DeskOptions = { shipments: number; perSecond: number; seconds: number; bulks: number }

const [pageMs, bulkMs] = [300, 1_000]

/** What a dispatcher asks for while so many shipments are open: pages, what is looked for, fifty given away at once. */
export async function benchDesk(stack: Stack, options: DeskOptions): Promise<PartResult> {
  say(`\nThe desk with ${options.shipments} open shipments on ${databaseOf(stack)}.`)
  const browser = await openBrowser()
  try {
    const desk = await openDesk(stack, browser)
    await stack.app.stop()
    const codes = await fillDesk(stack, desk.model, desk.couriers, options.shipments)
    // A clock that a test could move is a file that is read with each look at it: no app in earnest has one.
    await stack.app.start({ CLOCK_FILE: undefined })
    const pages = await benchQueue(stack, desk, codes, options)
    const bulk = await benchBulk(stack, desk, options.bulks)
    return { good: pages.good && bulk.good, rows: [...pages.rows, ...bulk.rows] }
  } finally {
    await browser.close()
  }
}

/** Each at a steady rate, whether or not the one before was answered. */
async function benchQueue(stack: Stack, desk: Desk, codes: string[], options: DeskOptions): Promise<PartResult> {
  const { appUrl } = stack
  const { perSecond, seconds } = options
  const headers = { cookie: desk.cookie }
  const ask = async (path: string) => {
    const answer = await fetch(`${appUrl}/desk${path}`, { headers, redirect: 'manual' })
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`status ${answer.status}`)
    return text
  }
  const rows: Row[] = []
  let good = true
  for (const [what, path, hasBudget] of await visits(desk.page, codes, appUrl)) {
    // A file of everything is asked for now and then.
    const pace = hasBudget ? { count: perSecond * seconds, perSecond } : { count: 5, perSecond: 0.5 }
    // Code that runs for the first time is not what is asked about.
    await atPace({ ...pace, count: hasBudget ? 10 : 1 }, async () => void (await ask(path)))
    const before = await processorSeconds(stack)
    const { answers, failed } = await atPace(pace, async () => void (await ask(path)))
    const [p50, p99] = [percentile(answers, 0.5), percentile(answers, 0.99)]
    const each = ((await processorSeconds(stack)) - before) / pace.count
    const measured = `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)} ms; ${(each * 1000).toFixed(0)} ms of the app’s processor`
    say(`  ${what.padEnd(34)} ${measured}${failures(failed)}`)
    good = good && failed.length === 0
    const isHeld = hasBudget ? p99 < pageMs : null
    rows.push({ what, measured, bare: null, ours: hasBudget ? `p99 < ${pageMs} ms` : null, divar: null, isHeld })
  }
  return { good, rows }
}

/** What the app has used of the processor: on a busy machine it says more than the time that passed. */
const processorSeconds = async (stack: Stack) => (await scrape(stack)).sum('process_cpu_seconds_total')

/** What is opened, by its name; and whether the desk's budget is about it. */
async function visits(page: Page, codes: string[], appUrl: string): Promise<[string, string, boolean][]> {
  await page.goto(`${appUrl}/desk/queue?tab=open`)
  const next = (await page.getByRole('link', { name: '۵۰تای بعدی' }).getAttribute('href')) ?? ''
  const list = codes.slice(0, 50).join(' ')
  return [
    ['what waits today', '', true],
    ['whether that is still true', '/state', true],
    ['first page, all that is open', '/queue?tab=open', true],
    ['first page, what waits for a courier', '/queue', true],
    ['second page', next.replace('/desk', ''), true],
    ['tab of what wants a look', '/queue?tab=exceptions', true],
    ['filter: city', '/queue?tab=open&city=yazd', true],
    ['filter: state, service and city', '/queue?tab=open&state=picked_up&service=post_vijeh&city=shiraz', true],
    ['filter: past its promise', '/queue?tab=open&late=1', true],
    ['search: a code', `/queue?q=${codes[7]}`, true],
    ['search: a list of fifty codes', `/queue?q=${encodeURIComponent(list)}`, true],
    ['search: four digits', '/queue?q=4381', true],
    ['exceptions', '/exceptions', true],
    ['a shipment', `/shipments/${codes[7]}`, true],
    ['whether an open page is still true', '/queue/state?tab=open', true],
    ['a file with all that is open', '/queue/csv?tab=open', false],
  ]
}

/** Fifty that wait, given to one courier, until none of them is left to give. */
async function benchBulk(stack: Stack, desk: Desk, bulks: number): Promise<PartResult> {
  const answers: number[] = []
  let [given, before] = [0, 0]
  for (let turn = 0; turn <= bulks; turn += 1) {
    const courier = desk.couriers[turn % desk.couriers.length] ?? ''
    const form = await readBulk(`${stack.appUrl}/desk/queue`, desk.cookie, courier)
    if (turn === 1) before = await processorSeconds(stack)
    const begun = performance.now()
    const done = await postBulk(stack, desk.cookie, form)
    // The first one only warms up.
    if (turn > 0) answers.push(performance.now() - begun)
    given += done ? form.chosen : 0
  }
  const [p50, p99] = [percentile(answers, 0.5), percentile(answers, 0.99)]
  const what = 'fifty given to a courier at once'
  const each = ((await processorSeconds(stack)) - before) / bulks
  const measured = `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)} ms; ${(each * 1000).toFixed(0)} ms of the app’s processor, with the page before it`
  const good = given === 50 * (bulks + 1)
  say(`  ${what.padEnd(34)} ${measured}${good ? '' : `; only ${given} were given`}`)
  const row = { what, measured, bare: null, ours: `< ${bulkMs} ms`, divar: null, isHeld: p99 < bulkMs }
  return { good, rows: [row] }
}
