import { parseArgs } from 'node:util'
import { buildIfNeeded } from '../runner/build.ts'
import { endChildrenOnSignal, interruption } from '../runner/children.ts'
import { chosenParts } from '../runner/parts.ts'
import { startPostgres } from '../support/postgres.ts'
import { type Stack, startStack } from '../support/stack.ts'
import { benchCalls } from './calls/calls.ts'
import { benchDesk } from './desk/desk.ts'
import { benchEvents } from './events/events.ts'
import { benchGrowth } from './growth/growth.ts'
import { benchLighthouse } from './lighthouse/lighthouse.ts'
import { benchLoad } from './load/load.ts'
import { benchPages } from './pages/pages.ts'
import { databaseOf, machine } from './say.ts'
import { benchSteps } from './steps/steps.ts'
import { type PartResult, writeRows } from './table.ts'

const { values } = parseArgs({
  options: {
    /** Which parts, by commas. */
    only: { type: 'string', default: 'calls,events,load,pages,lighthouse,steps,desk,growth' },
    /** On a PostgreSQL of its own instead of the embedded database. */
    postgres: { type: 'boolean', default: false },
    pages: { type: 'string', default: '1000' },
    'moves-per-second': { type: 'string', default: '20' },
    'pages-seconds': { type: 'string', default: '60' },
    /** Event streams only: the pages neither poll nor redraw. */
    'streams-only': { type: 'boolean', default: false },
    /** Of the app, for the pages: more than one needs `--postgres`. */
    processes: { type: 'string', default: '1' },
    'events-per-second': { type: 'string', default: '200' },
    'events-seconds': { type: 'string', default: '30' },
    'calls-per-second': { type: 'string', default: '100' },
    'calls-seconds': { type: 'string', default: '15' },
    'load-per-second': { type: 'string', default: '10' },
    'load-seconds': { type: 'string', default: '20' },
    /** Of Lighthouse, for each page. */
    runs: { type: 'string', default: '5' },
    shipments: { type: 'string', default: '1000000' },
    'open-shipments': { type: 'string', default: '10000' },
    'desk-per-second': { type: 'string', default: '5' },
    'desk-seconds': { type: 'string', default: '20' },
    bulks: { type: 'string', default: '30' },
  },
})

const parts: Record<string, (stack: Stack) => Promise<PartResult>> = {
  pages: async (stack) =>
    await benchPages(stack, {
      pages: Number(values.pages),
      perSecond: Number(values['moves-per-second']),
      seconds: Number(values['pages-seconds']),
      streamsOnly: values['streams-only'],
      processes: Number(values.processes),
    }),
  events: async (stack) =>
    await benchEvents(stack, {
      perSecond: Number(values['events-per-second']),
      seconds: Number(values['events-seconds']),
    }),
  calls: async (stack) =>
    await benchCalls(stack, {
      perSecond: Number(values['calls-per-second']),
      seconds: Number(values['calls-seconds']),
    }),
  load: async (stack) =>
    await benchLoad(stack, {
      perSecond: Number(values['load-per-second']),
      seconds: Number(values['load-seconds']),
    }),
  lighthouse: async (stack) => await benchLighthouse(stack, Number(values.runs)),
  steps: async (stack) => await benchSteps(stack),
  desk: async (stack) =>
    await benchDesk(stack, {
      shipments: Number(values['open-shipments']),
      perSecond: Number(values['desk-per-second']),
      seconds: Number(values['desk-seconds']),
      bulks: Number(values.bulks),
    }),
  growth: async (stack) => await benchGrowth(stack, Number(values.shipments)),
}

const wanted = chosenParts(values.only, parts)

endChildrenOnSignal()
if (!(await buildIfNeeded())) process.exit(1)

const interrupted = interruption()

let good = true
/** Nobody keeps a million shipments in one process's folder. */
const onPostgres = (name: string) => name === 'growth'
const postgres = values.postgres || wanted.some(onPostgres) ? await startPostgres() : null
try {
  for (const name of wanted) good = (await runPart(name)) && good
} catch (error) {
  good = false
  console.error(`The bench ended early: ${error instanceof Error ? error.message : error}`)
} finally {
  await postgres?.stop()
}
process.exit(good ? 0 : 1)

/** Each part has an app, a simulator and a database of its own. */
async function runPart(name: string): Promise<boolean> {
  const own =
    postgres && (values.postgres || onPostgres(name)) ? { DATABASE_URL: await postgres.database(`bench_${name}`) } : {}
  const stack = await startStack(0, 1, own)
  try {
    const result = await Promise.race([parts[name]?.(stack), interrupted])
    if (!result) return false
    const { good, rows, variant } = result
    if (good) writeRows(`${[name, variant].filter(Boolean).join(', ')} on ${databaseOf(stack)}`, machine(), rows)
    return good
  } finally {
    await stack.stop()
  }
}
