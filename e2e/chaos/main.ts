import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { machine, say } from '../bench/say.ts'
import { buildIfNeeded } from '../runner/build.ts'
import { endChildrenOnSignal, interruption } from '../runner/children.ts'
import { chosenParts } from '../runner/parts.ts'
import { type Arranged, type Arrangement, arrangements } from './arrangements.ts'
import { deal } from './blows.ts'
import { isGood } from './check.ts'
import { examine, settled } from './found.ts'
import { startLoad } from './load.ts'
import { planBlows } from './plan.ts'
import { healthyLine, type Measured, writeMeasured } from './table.ts'

const { values } = parseArgs({
  options: {
    /** Which parts, by commas. */
    only: { type: 'string', default: Object.keys(arrangements).join(',') },
    kills: { type: 'string', default: '40' },
    failovers: { type: 'string', default: '5' },
    /** Repeats the blows of an earlier run, in their order; when the requests come is not in our hand. */
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    chats: { type: 'string', default: '4' },
    'events-per-second': { type: 'string', default: '5' },
  },
})

const seed = Number(values.seed)
const parts: Record<string, Arrangement> = arrangements
const wanted = chosenParts(values.only, parts)

endChildrenOnSignal()
if (!(await buildIfNeeded())) process.exit(1)

const interrupted = interruption()
let good = true
try {
  for (const name of wanted) {
    const part = parts[name]
    if (part) good = (await run(part)) && good
  }
} catch (error) {
  good = false
  console.error('The chaos ended early:', error)
}
process.exit(good ? 0 : 1)

/** Each part has processes, a simulator and a database of its own. */
async function run({ title, count, open }: Arrangement): Promise<boolean> {
  const blows = Number(values[count])
  say(`\n${title}: ${blows} blows, seed ${seed}`)
  const arranged = await open()
  try {
    const measured = await Promise.race([measure(arranged, blows), interrupted])
    writeMeasured(title, machine(), measured)
    tell(measured)
    return isGood(measured.counted) && measured.givenUp === 0
  } finally {
    await arranged.stop()
  }
}

async function measure({ front, victims }: Arranged, blows: number): Promise<Measured> {
  const perSecond = Number(values['events-per-second'])
  const load = await startLoad(front, { chats: Number(values.chats), eventsPerSecond: perSecond })
  const plan = planBlows({ seed, count: blows, victims: victims.length })
  const healthySeconds = await deal(front, victims, plan, say)
  const said = await load.end()
  await settled(front, said)
  for (const reason of said.givenUp) say(`  given up: ${reason}`)
  return { blows, seed, counted: await examine(front, said), healthySeconds, givenUp: said.givenUp.length }
}

function tell(measured: Measured): void {
  say(`  ${healthyLine(measured)}`)
  for (const { what, acknowledged, lost, doubled } of measured.counted) {
    say(`  ${what}: ${acknowledged} acknowledged, ${lost.length} lost, ${doubled.length} doubled`)
    for (const key of lost) say(`    lost: ${key}`)
    for (const key of doubled) say(`    doubled: ${key}`)
  }
}
