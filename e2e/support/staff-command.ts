import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './paths.ts'
import type { Environment } from './settings.ts'

/** The operator's command beside the running app: what it prints. */
export async function staffCommand(env: Environment, ...args: string[]): Promise<string> {
  const main = join(root, 'lib/doctor/staff-main.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [main, ...args], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
  })
  return stdout.trim()
}
