import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root, temporaryFolder } from './paths.ts'

const options = `--import=${pathToFileURL(join(root, 'e2e/support/known-format.mjs')).href}`

/** Apps and commands that this process starts from now on share what they compiled, and find their modules at less cost. */
export function letProcessesStartQuickly(env: NodeJS.ProcessEnv = process.env): void {
  env.NODE_COMPILE_CACHE ??= temporaryFolder('compiled')
  const given = env.NODE_OPTIONS ?? ''
  if (!given.includes(options)) env.NODE_OPTIONS = `${given} ${options}`.trim()
}
