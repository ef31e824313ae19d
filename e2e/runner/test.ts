import { parseArgs } from 'node:util'
import { endChildrenOnSignal } from './children.ts'
import { runLanes } from './run.ts'
import { lanes } from './steps.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',').map((name) => name.trim())
const names = lanes.flat().map(({ name }) => name)
const unknown = only?.filter((name) => !names.includes(name)) ?? []
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(2)
}

endChildrenOnSignal()
const wanted = lanes.map((lane) => lane.filter(({ name }) => !only || only.includes(name)))
const printer = { say: (line: string) => console.log(line), print: (text: string) => void process.stdout.write(text) }
process.exit(await runLanes(wanted, printer))
