import { rmSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { type App, type Program, prepareApp } from './app.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { startDivar } from './divar/start.ts'
import { temporaryFolder } from './paths.ts'
import { freePort, portFree, workerPorts } from './ports.ts'
import { appEnvironment, type Environment, keptSecrets, newSecrets } from './settings.ts'
import type { Stack } from './stack.ts'

/** Several app processes behind one address, which is the one that browsers and Divar know. */
export type Front = Stack & { apps: App[]; balancer: Balancer }

export type FrontOptions = {
  processes: number
  secure?: boolean
  own?: Environment
  program?: Program
  /** Another program for each process. */
  programs?: Program[]
}

/** In place of a worker's usual stack, on its ports. All processes start at the same moment, as replicas do. */
export async function startFront(
  index: number,
  { processes, secure = false, own, program, programs = [] }: FrontOptions,
): Promise<Front> {
  const ports = workerPorts(index)
  await Promise.all([portFree(ports.app), portFree(ports.simulator)])
  const inner = await Promise.all(Array.from({ length: processes }, freePort))
  const balancer = await startBalancer({
    targets: inner.map((port) => `http://127.0.0.1:${port}`),
    port: ports.app,
    secure,
  })
  if (secure) await trust(ports.app)
  const folder = await mkdtemp(join(tmpdir(), 'peyk-e2e-'))
  // The app may run as another user and must be able to read the clock file.
  await chmod(folder, 0o755)
  const clockFile = join(folder, 'clock')
  const secrets = keptSecrets(newSecrets(), process.env)
  const simulator = await startDivar({
    port: ports.simulator,
    appUrl: balancer.url,
    slug: process.env.DIVAR_APP_SLUG || undefined,
    secrets,
    // The app refuses a movable clock over https.
    ...(secure ? {} : { clockFile }),
  })
  const place = { appUrl: balancer.url, port: 0, simulatorUrl: simulator.url, dataDir: join(folder, 'data'), clockFile }
  const fixed = { APP_URL: balancer.url, CLOCK_FILE: secure ? undefined : clockFile, DATABASE_URL: undefined, ...own }
  const prepared = (port: number, more: Environment = {}, other = program) => {
    const env = appEnvironment(place, secrets, process.env, { ...fixed, PORT: String(port), ...more })
    return prepareApp(env, port, join(temporaryFolder('logs'), `worker-${index}-front-${port}.log`), other)
  }
  const apps = inner.map((port, which) => prepared(port, {}, programs[which]))
  const others: App[] = []
  const stop = async () => {
    await Promise.all([...apps, ...others].map((app) => app.stop()))
    await Promise.all([balancer.close(), simulator.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  const prepare = async (more?: Environment) => {
    const app = prepared(await freePort(), more)
    others.push(app)
    return app
  }
  const another = async (more?: Environment) => {
    const app = await prepare(more)
    await app.start()
    return app
  }
  try {
    await Promise.all(apps.map((app) => app.start()))
  } catch (error) {
    await stop()
    throw error
  }
  const [app] = apps
  if (!app) throw new Error('a front needs one process or more')
  const env = appEnvironment(place, secrets, process.env, { ...fixed, PORT: String(app.port) })
  return { appUrl: balancer.url, app, apps, balancer, simulator, secrets, env, another, prepare, stop }
}

/** Divar's server calls the app, and must believe its certificate: this one, and no other besides the usual. */
async function trust(port: number): Promise<void> {
  const certificate = await new Promise<Buffer>((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, servername: 'localhost', rejectUnauthorized: false })
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      resolve(socket.getPeerCertificate().raw)
      socket.destroy()
    })
  })
  const pem = `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), pem])
}
