import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { endedWell, runTool } from '../../runner/children.ts'
import { type App, inPlace, prepareApp } from '../../support/app.ts'
import { root, temporaryFolder } from '../../support/paths.ts'
import { freePort } from '../../support/ports.ts'
import { say } from '../say.ts'

/**
 * Builds and starts a Next app with one route, which inserts one row, on a database of this kind: what the framework itself
 * takes of a call. It is built in a copy, because what is built among the sources would be taken for some.
 */
export async function startEmptyNext(place: string): Promise<App> {
  const folder = temporaryFolder('empty-next')
  rmSync(folder, { recursive: true, force: true })
  cpSync(join(root, 'e2e/bench/calls/empty-next'), folder, { recursive: true })
  say('  Building the empty Next route.')
  if (!endedWell(await runTool('next/dist/bin/next', ['build', folder]))) {
    throw new Error('the empty Next route could not be built')
  }
  const port = await freePort()
  const env = { ...process.env, NODE_ENV: 'production', BENCH_DATABASE: place }
  const log = join(temporaryFolder('logs'), 'empty-next.log')
  const app = prepareApp(env, port, log, { ...inPlace(port), cwd: folder })
  await app.start()
  return app
}
