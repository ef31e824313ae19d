import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { soonEnds } from '#lib/kernel/testing-process.ts'
import { soundEnvironment } from './testing.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** One of the operator's commands as a program, with sound settings and the data folder of the running test. */
export function commandOf(file: string, folder: () => string) {
  const program = [...soonEnds, join(here, file)]
  const environment = (own: Record<string, string>) =>
    ({
      ...soundEnvironment,
      // An empty text counts as set, so that a developer's own .env file does not meddle.
      DATABASE_URL: '',
      PORT: '',
      DATA_DIR: folder(),
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      NODE_OPTIONS: process.env.NODE_OPTIONS,
      ...own,
    }) as unknown as NodeJS.ProcessEnv
  return {
    run(args: string[] = [], own: Record<string, string> = {}, input = '') {
      const env = environment(own)
      const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
        env,
        encoding: 'utf8',
        input,
      })
      return { status, stdout, stderr }
    },
    /** The same while this process goes on, which holds the database. */
    async runBeside(args: string[]) {
      const child = spawn(process.execPath, [...program, ...args], { env: environment({}) })
      const texts: string[] = []
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => texts.push(String(piece)))
      const [status] = (await once(child, 'close')) as [number]
      return { status, text: texts.join('') }
    },
  }
}
