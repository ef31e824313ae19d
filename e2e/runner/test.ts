import { parseArgs } from 'node:util'
import { endChildrenOnSignal } from './children.ts'
import { runStages } from './run.ts'
import { stages } from './steps.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',').map((name) => name.trim())
const names = stages.flat(2).map(({ name }) => name)
const unknown = only?.filter((name) => !names.includes(name)) ?? []
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(2)
}

endChildrenOnSignal()
const wanted = stages.map((lanes) => lanes.map((lane) => lane.filter(({ name }) => !only || only.includes(name))))
const printer = { say: (line: string) => console.log(line), print: (text: string) => void process.stdout.write(text) }
process.exit(await runStages(wanted, printer))
