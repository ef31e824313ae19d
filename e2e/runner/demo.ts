import { parseArgs } from 'node:util'
import { fillCrowd } from '../crowd/crowd.ts'
import { inPlace } from '../support/app.ts'
import { writeFirstBusiness } from '../support/business.ts'
import { buildIfNeeded } from './build.ts'
import { endChildrenOnSignal } from './children.ts'
import { endOnSignal, openLocal, say, sayAddresses, stop, stopWhereTaken } from './local.ts'

const { values } = parseArgs({ options: { crowd: { type: 'string', default: '0' } } })
const count = Number(values.crowd)
if (!Number.isInteger(count) || count < 0) stop('--crowd takes the number of shipments, such as 200.')

await stopWhereTaken()
endChildrenOnSignal()
if (!(await buildIfNeeded())) stop('The build failed: what it printed above says why.')

const local = await openLocal({ name: 'demo', program: inPlace })
const isEnding = endOnSignal(local)
await local.app.start().catch((error: Error) => stop(error.message))
// It leaves an edit by hand as it is.
await writeFirstBusiness(local.env)
if (count > 0) await bringCrowd()
await sayAddresses(local)
say("The app's log: .data/demo.log")

const code = await local.app.exited()
if (!isEnding()) {
  await local.simulator.close()
  stop(`The app ended by itself (code ${code}); its last words are in .data/demo.log.`)
}

/** Many shipments in all states, made as people make them. */
async function bringCrowd(): Promise<void> {
  say(`${count} shipments are being made, by the pages that people use …`)
  const begun = performance.now()
  const onStep = (done: number) => done % 25 === 0 && say(`  ${done} of ${count}`)
  await fillCrowd(local, { count, onStep }).catch((error: Error) => {
    console.error(error)
    stop('The crowd did not come.')
  })
  say(`  ready after ${Math.round((performance.now() - begun) / 1000)} s`)
}
