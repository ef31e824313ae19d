import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadEnvFiles, withDatabase } from '#lib/checks/index.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { vehicles } from '#lib/kernel/vehicle.ts'
import { createStaff } from '#lib/services/staff.ts'
import { answerStaff, askAppAboutStaff, type StaffAnswer, type StaffRequest } from '#lib/services/staff-requests.ts'
import { environment } from '#lib/settings.ts'
import { roles } from '#lib/staff/index.ts'
import { staffRequest } from './staff-request.ts'

process.removeAllListeners('warning')

const usage = `npm run staff -- invite --role ROLE --name NAME   prints a link that lets somebody in, once, within a day
npm run staff -- invite --role courier --name NAME --vehicle VEHICLE   the same; both sides of a shipment see with what they come
npm run staff -- invite --id ID                   the same for somebody who is known; every old way in ends
npm run staff -- list                             who there is
npm run staff -- disable ID                       ends every session and way in of somebody
npm run staff -- audit [--after NUMBER]           who did what, a line of JSON each

ROLE is one of ${roles.join(', ')}; VEHICLE one of ${vehicles.join(', ')}.`

type Ask = (request: StaffRequest) => Promise<StaffAnswer | null>

/** Asks the database itself, or the app that has it. */
async function withStaff(work: (ask: Ask) => Promise<number>): Promise<number> {
  const settings = environment()
  return await withDatabase(settings, {
    byApp: async (dataDir) => await work(async (request) => await askAppAboutStaff(dataDir, request)),
    async itself(db) {
      // Nobody signs in by the command.
      const tries = { begin: async () => null, succeed: async () => undefined }
      const sealer = createSealer(settings.SEAL_KEYS)
      const staff = createStaff({ db, clock: systemClock, sealer, appUrl: settings.APP_URL, tries })
      return await work(async (request) => await answerStaff(staff, request))
    },
  })
}

/** Prints an answer; gives where the audit goes on, or the exit code. */
function print(answer: StaffAnswer | null): { code: number } | { after: number } {
  switch (answer?.kind) {
    case 'invited':
      console.log(answer.link)
      console.error(`For ${answer.id}: open it within a day. It works once, and is not shown again.`)
      return { code: 0 }
    case 'listed':
      for (const { id, role, state, lastUsedAt, name } of answer.members) {
        console.log([id, role.padEnd(10), state.padEnd(8), lastUsedAt ?? 'never', name].join('  '))
      }
      if (answer.members.length === 0) console.error('There is nobody yet: begin with invite --role admin.')
      return { code: 0 }
    case 'disabled':
      console.log('Disabled: every session and way in has ended.')
      return { code: 0 }
    case 'audit': {
      for (const entry of answer.entries) console.log(JSON.stringify(entry))
      const last = answer.entries.at(-1)
      return last ? { after: last.number } : { code: 0 }
    }
    case 'refused':
      console.error(`Nothing was changed: ${answer.why}.`)
      return { code: 1 }
    case 'failed':
      console.error('Nothing was changed: the app failed, its log says why.')
      return { code: 1 }
    default:
      console.error('Nothing was changed: the app that has the database does not answer.')
      return { code: 1 }
  }
}

async function run(): Promise<number> {
  const request = staffRequest(process.argv.slice(2))
  if (!request) {
    console.error(usage)
    return 2
  }
  let next: StaffRequest = request
  return await withStaff(async (ask) => {
    for (;;) {
      const printed = print(await ask(next))
      if ('code' in printed) return printed.code
      next = { kind: 'audit', after: printed.after }
    }
  })
}

loadEnvFiles(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
process.exitCode = await run().catch((error: unknown) => {
  const { message, code } = error as { message?: string; code?: string }
  console.error(`Nothing was changed: ${message || code || 'unknown reason'}`)
  return 1
})
