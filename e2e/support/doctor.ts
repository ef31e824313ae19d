import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './paths.ts'
import type { Environment } from './settings.ts'

export type Examined = { status: number | null; wrong: { name: string; sentence: string; remedy: string }[] }

/** What the doctor of this folder, the project's own where none is named, finds wrong in this environment. */
export function askDoctor(env: Environment, folder = root): Examined {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'lib/doctor/main.ts'), '--json'], {
    cwd: folder,
    env: env as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(`the doctor said nothing: ${stderr}`)
  const { checks } = JSON.parse(stdout) as { checks: (Examined['wrong'][number] & { state: string })[] }
  return { status, wrong: checks.filter(({ state }) => state === 'wrong') }
}
