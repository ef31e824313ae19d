import { inPlace } from '../support/app.ts'
import { writeFirstBusiness } from '../support/business.ts'
import { buildIfNeeded } from './build.ts'
import { endChildrenOnSignal } from './children.ts'
import { endOnSignal, openLocal, say, sayAddresses, stop, stopWhereTaken } from './local.ts'

await stopWhereTaken()
endChildrenOnSignal()
if (!(await buildIfNeeded())) stop('The build failed: what it printed above says why.')

const local = await openLocal({ name: 'demo', program: inPlace })
const isEnding = endOnSignal(local)
await local.app.start().catch((error: Error) => stop(error.message))
// It leaves an edit by hand as it is.
await writeFirstBusiness(local.env)
await sayAddresses(local)
say("The app's log: .data/demo.log")

const code = await local.app.exited()
if (!isEnding()) {
  await local.simulator.close()
  stop(`The app ended by itself (code ${code}); its last words are in .data/demo.log.`)
}
