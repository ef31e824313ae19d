import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Check, good, wrong } from './check.ts'

/** The files that `next start` reads, in its order: what an earlier one or the environment says, stays. */
const names = ['.env.production.local', '.env.local', '.env.production', '.env']

const defaultPort = '3000'

/** `port` is what a file says of PORT, if one does. */
export type EnvFiles = { names: string[]; port: string | null }

/** Loads the project's env files into the environment as Next does. */
export function loadEnvFiles(folder: string): EnvFiles {
  const present = names.filter((name) => existsSync(join(folder, name)))
  const ports = present.flatMap((name) => parseEnv(readFileSync(join(folder, name), 'utf8')).PORT ?? [])
  for (const name of present) process.loadEnvFile(join(folder, name))
  return { names: present, port: ports[0] ?? null }
}

/** Where settings come from. PORT is the one that Next takes from the environment only. */
export function checkEnvFiles(files: EnvFiles): Check {
  if (files.port !== null && files.port !== '' && files.port !== defaultPort) {
    return wrong(
      'env_files',
      `A file says PORT=${files.port}, but the server chooses its port before it reads any file.`,
      'Set PORT in the environment: PORT=… npm start.',
    )
  }
  const where =
    files.names.length > 0 ? `the environment, ${files.names.join(', ')}` : 'the environment: there is no .env file'
  return good('env_files', `Settings come from ${where}.`)
}
