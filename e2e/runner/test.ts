import { parseArgs } from 'node:util'
import { endChildrenOnSignal } from './children.ts'
import { type Outcome, steps, sum } from './steps.ts'

const say = (line: string) => console.log(line)

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const only = values.only?.split(',').map((name) => name.trim())
const unknown = only?.filter((name) => !steps.some((step) => step.name === name)) ?? []
if (unknown.length > 0) {
  console.error(`No step is called ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

endChildrenOnSignal()
const outcomes: Outcome[] = []
for (const step of steps) {
  if (only && !only.includes(step.name)) continue
  say(`\n=== ${step.title} ===`)
  const outcome = await step.run(say)
  const { passed, failed, skipped } = outcome
  say(`--- ${step.title}: ${failed === 0 ? 'good' : 'FAILED'} (${passed} / ${failed} / ${skipped})`)
  outcomes.push(outcome)
  // Nothing that follows means anything about a build that is not there.
  if (step.name === 'build' && failed > 0) {
    say('The steps after the build were not run.')
    break
  }
}

const { passed, failed, skipped } = sum(outcomes)
say('')
for (const note of outcomes.flatMap(({ notes }) => notes ?? [])) say(note)
say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exit(failed > 0 || passed === 0 ? 1 : 0)
