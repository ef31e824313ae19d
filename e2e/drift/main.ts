import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../support/paths.ts'
import { driftOf, type OpenApi, type Operations, operationsOf } from './operations.ts'

const seen = join(root, 'e2e/drift/seen.json')
const usage = `npm run drift -- FILE           what Divar's OpenAPI description in FILE has that was not seen yet; ends with 1 where it differs
npm run drift -- FILE --accept  writes down that it was seen, after lib/divar, the simulator and the contract follow it`

function run(): number {
  const { values, positionals } = parseArgs({ options: { accept: { type: 'boolean' } }, allowPositionals: true })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) {
    console.error(usage)
    return 2
  }
  const found = operationsOf(JSON.parse(readFileSync(file, 'utf8')) as OpenApi)
  if (values.accept) {
    writeFileSync(seen, `${JSON.stringify(found, null, 2)}\n`)
    console.log(`${Object.keys(found).length} operations are written down.`)
    return 0
  }
  const drift = driftOf(JSON.parse(readFileSync(seen, 'utf8')) as Operations, found)
  for (const [what, names] of Object.entries(drift)) for (const name of names) console.log(`${what.padEnd(8)} ${name}`)
  const count = Object.values(drift).flat().length
  console.log(`${count} of ${Object.keys(found).length} operations differ from what was seen.`)
  return count === 0 ? 0 : 1
}

try {
  process.exitCode = run()
} catch (error) {
  console.error(`The description cannot be read: ${(error as Error).message}`)
  process.exitCode = 2
}
