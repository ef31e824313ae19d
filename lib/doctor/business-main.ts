import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseBusiness, standingOf, unsetFile } from '#lib/business/index.ts'
import { loadEnvFiles, withDatabase } from '#lib/checks/index.ts'
import { businessStore } from '#lib/db/index.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import {
  answerRequest,
  askRunningApp,
  type BusinessAnswer,
  type BusinessRequest,
} from '#lib/services/business-requests.ts'
import { environment } from '#lib/settings.ts'
import { unknownCities } from './business-check.ts'
import { faultLines, outcomeOf, pickupLines, readFileText } from './business-lines.ts'

process.removeAllListeners('warning')

const usage = `npm run business -- show          prints the version in force, to be saved, changed and given to edit
npm run business -- check FILE    says what is wrong in a file, and changes nothing
npm run business -- edit FILE     makes the file the version in force

FILE is a JSON file such as lib/business/example.json, or - for the standard input.`

const [command, file] = process.argv.slice(2)

/** To the database itself, or to the app that has it. */
const ask = async (request: BusinessRequest): Promise<BusinessAnswer | null> =>
  await withDatabase(environment(), {
    itself: async (db) => await answerRequest({ store: businessStore(db), clock: systemClock }, request),
    byApp: async (dataDir) => await askRunningApp(dataDir, request),
  })

async function run(): Promise<number> {
  if (command === 'show' && file === undefined) return say(outcomeOf(await ask({ kind: 'show' }), unsetFile))
  if ((command !== 'check' && command !== 'edit') || file === undefined) return say({ err: [usage], code: 2 })
  const read = readFileText(file === '-' ? 0 : file, (from) => readFileSync(from, 'utf8'))
  if (!read.ok) return say({ err: [read.sentence], code: 1 })
  const parsed = parseBusiness(read.data)
  if (!parsed.ok) return say({ err: faultLines(parsed.faults), code: 1 })
  if (command === 'check') {
    const now = systemClock()
    const { kind } = standingOf(parsed.business, now)
    const unknown = unknownCities(parsed.business)
    const good = `The file is good: ${parsed.business.name}, ${kind} now.`
    const out = [good, ...pickupLines(parsed.business, now)]
    return say({ out, err: unknown === null ? [] : [unknown], code: 0 })
  }
  return say(outcomeOf(await ask({ kind: 'edit', data: read.data }), unsetFile))
}

function say({ out = [], err = [], code }: { out?: string[]; err?: string[]; code: number }): number {
  if (out.length > 0) console.log(out.join('\n'))
  if (err.length > 0) console.error(err.join('\n'))
  return code
}

loadEnvFiles(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
process.exitCode = await run().catch((error: unknown) => {
  const { message, code } = error as { message?: string; code?: string }
  return say({ err: [`Nothing was changed: ${message || code || 'unknown reason'}`], code: 1 })
})
