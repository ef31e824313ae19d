import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './paths.ts'
import type { Environment } from './settings.ts'

type File = Record<string, unknown>

const exampleFile = join(root, 'lib/business/example.json')
const days = ['saturday', 'sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday']

/** «پیک بادپا», the demo's business. */
const example = JSON.parse(readFileSync(exampleFile, 'utf8')) as File

/** The same hours on every day of the week. */
export const daily = (...spans: string[]): File => Object.fromEntries(days.map((day) => [day, spans]))

/** The made-up prices of the demo, as a file has them. */
export const samplePrices = JSON.parse(readFileSync(join(root, 'lib/shipping/data/sample-tariff.json'), 'utf8')) as File

export const openAlways = { hours: daily('00:00-24:00'), closedDays: [] }

/** Hours that begin in two hours from `now`, and last for one. */
export function closedUntilLater(now = new Date()): File {
  const hour = (ahead: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tehran', hour: '2-digit', minute: '2-digit' }).format(
      new Date(now.getTime() + ahead * 3_600_000),
    )
  return { hours: daily(`${hour(2)}-${hour(3)}`), closedDays: [] }
}

async function command(env: Environment, args: string[], input = ''): Promise<{ stdout: string; stderr: string }> {
  const main = join(root, 'lib/doctor/business-main.ts')
  const running = promisify(execFile)(process.execPath, [main, ...args], { cwd: root, env: env as NodeJS.ProcessEnv })
  running.child.stdin?.end(input)
  return await running
}

/** Makes the demo's business, with this changed, the one in force, by the operator's command beside the running app. */
export async function editBusiness(env: Environment, change: File = {}): Promise<string> {
  const { stdout } = await command(env, ['edit', '-'], JSON.stringify({ ...example, ...change }))
  return stdout
}

/** The demo's business, where nobody has written one. */
export async function writeFirstBusiness(env: Environment): Promise<void> {
  const { stderr } = await command(env, ['show'])
  if (stderr.startsWith('Nobody has written one')) await editBusiness(env)
}
