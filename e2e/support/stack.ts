import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulator } from '../simulator/index.ts'
import { type App, prepareApp } from './app.ts'
import { startDivar } from './divar/start.ts'
import { putFirstFiles } from './first-files.ts'
import { temporaryFolder } from './paths.ts'
import { freePort, workerPorts } from './ports.ts'
import { appEnvironment, type Environment, keptSecrets, newSecrets, type Secrets } from './settings.ts'

export type Stack = {
  /** The address that browsers use. */
  appUrl: string
  app: App
  simulator: Simulator
  secrets: Secrets
  /** The environment of `app`. */
  env: Environment
  /** A second process on another port: same settings and another empty folder, but for what `own` says. */
  another(own?: Environment): Promise<App>
  /** The same, on the very settings given, not started: for a process that must refuse to start. */
  prepare(own?: Environment): Promise<ReturnType<typeof prepareApp>>
  stop(): Promise<void>
}

/** What must differ from worker to worker: kept from the environment only where there is one worker. */
const single = [
  'APP_URL',
  'PORT',
  'DATA_DIR',
  'CLOCK_FILE',
  'DATABASE_URL',
  'DIVAR_API_URL',
  'DIVAR_OAUTH_URL',
  'CARRIER_WEBHOOK_URL',
]

/** Environment variables that, if set, limit the run to one worker. */
export const asksForOneWorker = (env: Environment): boolean => single.some((name) => name !== 'PORT' && env[name])

/** A simulator and an app of this worker's own, on an empty database; `own` is put over the app's environment. */
export async function startStack(index: number, workers: number, own: Environment = {}): Promise<Stack> {
  const given = { ...environment(workers), ...own }
  const ports = workerPorts(index)
  const port = Number(given.PORT ?? ports.app)
  const appUrl = given.APP_URL ?? `http://localhost:${port}`
  const folder = await mkdtemp(join(tmpdir(), 'peyk-e2e-'))
  const clockFile = given.CLOCK_FILE ?? join(folder, 'clock')
  const secrets = keptSecrets(newSecrets(), given)
  const simulator = await startDivar({
    port: ports.simulator,
    appUrl,
    slug: given.DIVAR_APP_SLUG,
    secrets,
    clockFile,
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const place = { appUrl, port, simulatorUrl: simulator.url, dataDir: join(folder, 'data'), clockFile }
  const env = appEnvironment(place, secrets, given)
  const logs = temporaryFolder('logs')
  const started: App[] = []
  const log = (name: string) => join(logs, `worker-${index}-${name}.log`)
  const prepare = async (own: Environment = {}) => {
    const another = await freePort()
    const mine = { ...env, PORT: String(another), DATA_DIR: join(folder, `data-${another}`), ...own }
    const app = prepareApp(mine, another, log(`app-${another}`))
    started.push(app)
    return app
  }
  const stop = async () => {
    await Promise.all(started.map((app) => app.stop()))
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    if (!env.DATABASE_URL && env.DATA_DIR === place.dataDir) await putFirstFiles(place.dataDir)
    const app = prepareApp(env, port, log('app'))
    started.push(app)
    await app.start()
    const another = async (own?: Environment) => {
      const next = await prepare(own)
      await next.start()
      return next
    }
    return { appUrl, app, simulator, secrets, env, another, prepare, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function environment(workers: number): Environment {
  const names = Object.entries(process.env).filter(([, value]) => value !== '')
  return Object.fromEntries(workers === 1 ? names : names.filter(([name]) => !single.includes(name)))
}
