import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { machine, say } from '../bench/say.ts'
import { buildIfNeeded } from '../runner/build.ts'
import { endChildrenOnSignal } from '../runner/children.ts'
import { type Arrangement, arrangements } from './arrangements.ts'
import { deal } from './blows.ts'
import { isGood } from './check.ts'
import { examine, settled } from './found.ts'
import { startLoad } from './load.ts'
import { planBlows } from './plan.ts'
import { healthyLine, writeMeasured } from './table.ts'

const { values } = parseArgs({
  options: {
    /** Which parts, by commas. */
    only: { type: 'string', default: Object.keys(arrangements).join(',') },
    kills: { type: 'string', default: '40' },
    /** Repeats the blows of an earlier run, in their order; when the requests come is not in our hand. */
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    chats: { type: 'string', default: '4' },
    'events-per-second': { type: 'string', default: '5' },
  },
})

const [seed, kills] = [Number(values.seed), Number(values.kills)]
const parts: Record<string, Arrangement> = arrangements
const wanted = values.only.split(',')
const strange = wanted.find((name) => !Object.hasOwn(parts, name))
if (strange !== undefined) {
  console.error(`no part named ${strange}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

endChildrenOnSignal()
if (!(await buildIfNeeded())) process.exit(1)

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
async function run({ title, open }: Arrangement): Promise<boolean> {
  say(`\n${title}: ${kills} blows, seed ${seed}`)
  const { front, victims, stop } = await open()
  try {
    const load = await startLoad(front, {
      chats: Number(values.chats),
      eventsPerSecond: Number(values['events-per-second']),
    })
    const plan = planBlows({ seed, count: kills, victims: victims.length })
    const healthySeconds = await deal(front, victims, plan, say)
    const said = await load.end()
    await settled(front, said)
    const counted = await examine(front, said)
    const measured = { blows: kills, seed, counted, healthySeconds }
    writeMeasured(title, machine(), measured)
    say(`  ${healthyLine(measured)}`)
    for (const { what, acknowledged, lost, doubled } of counted) {
      say(`  ${what}: ${acknowledged} acknowledged, ${lost.length} lost, ${doubled.length} doubled`)
      for (const key of lost) say(`    lost: ${key}`)
      for (const key of doubled) say(`    doubled: ${key}`)
    }
    return isGood(counted)
  } finally {
    await stop()
  }
}
