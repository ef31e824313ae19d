import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endChildrenOnSignal, endedWell, runTool, sayExit } from '../runner/children.ts'
import { temporaryFolder } from '../support/paths.ts'
import { groups } from './groups.ts'

type Mutant = { status: string }
type Report = { files: Record<string, { mutants: Mutant[] }> }

/** What a test that failed, or never ended, has seen. */
const seen = ['Killed', 'Timeout']
const unseen = ['Survived', 'NoCoverage']

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !groups.some((group) => group.name === name))
if (unknown.length > 0) {
  console.error(`No group is called ${unknown.join(', ')}. There are: ${groups.map(({ name }) => name).join(', ')}.`)
  process.exit(2)
}

endChildrenOnSignal()
const rows: { path: string; killed: number; alive: number }[] = []
for (const { name } of groups.filter((group) => wanted.length === 0 || wanted.includes(group.name))) {
  const report = join(temporaryFolder('mutation'), `${name}.json`)
  rmSync(report, { force: true })
  console.log(`\n=== ${name} ===`)
  const command = ['run', 'e2e/mutation/stryker.config.mjs']
  const exit = await runTool('@stryker-mutator/core/bin/stryker.js', command, { env: { MUTATION_GROUP: name } })
  if (!endedWell(exit)) {
    console.error(`The run of ${name} ${sayExit(exit)}.`)
    process.exit(1)
  }
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report
  for (const [path, { mutants }] of Object.entries(files)) {
    const count = (states: string[]) => mutants.filter(({ status }) => states.includes(status)).length
    rows.push({ path, killed: count(seen), alive: count(unseen) })
  }
}

const sum = (of: 'killed' | 'alive') => rows.reduce((total, row) => total + row[of], 0)
const width = Math.max(...rows.map(({ path }) => path.length))
const line = (path: string, killed: number, alive: number) =>
  `${path.padEnd(width)}  ${((100 * killed) / Math.max(1, killed + alive)).toFixed(1).padStart(5)} %  ${killed} of ${killed + alive}`
console.log('\nMutants that a test noticed:')
for (const { path, killed, alive } of rows) console.log(line(path, killed, alive))
console.log(line('all', sum('killed'), sum('alive')))
console.log(`Which ones were not is in ${temporaryFolder('mutation')}.`)
