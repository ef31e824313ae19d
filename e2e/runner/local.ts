import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Simulator } from '../simulator/index.ts'
import { type App, type Program, prepareApp } from '../support/app.ts'
import { inviteDemoAdmin } from '../support/demo-staff.ts'
import { startDivar } from '../support/divar/start.ts'
import { root } from '../support/paths.ts'
import { portTaken } from '../support/ports.ts'
import { appEnvironment, type Environment, keptSecrets, newSecrets, type Secrets } from '../support/settings.ts'
import { openStaffDoor } from './staff-door.ts'

/** A simulated Divar with a scenario, and a Peyk that is not started yet. */
export type Local = {
  simulator: Simulator
  app: App
  env: Environment
  port: number
  logFile: string
  /** Ends what lets people in as staff. */
  doors: { close(): Promise<void> }[]
}

type LocalOptions = {
  /** Its data, secrets and log stand under this name in `.data`. */
  name: string
  port?: number
  simulatorPort?: number
  /** Where `.data` is. */
  folder?: string
  program: (port: number) => Program
  env?: Environment
}

export const say = (line: string) => console.log(line)

export const stop = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const defaultPort = () => Number(process.env.PORT || 3000)
const defaultSimulatorPort = 4000
const staffDoorPort = 4001

/** Before anything slow: who has the ports already. */
export async function stopWhereTaken(): Promise<void> {
  for (const taken of [defaultPort(), defaultSimulatorPort, staffDoorPort]) {
    if (await portTaken(taken)) stop(`Port ${taken} is taken: end the program that uses it, then start this again.`)
  }
}

/** Keeps what the environment already says: app and simulator must agree on it. */
export async function openLocal(options: LocalOptions): Promise<Local> {
  const { name, program, env = {}, port = defaultPort(), simulatorPort = defaultSimulatorPort } = options
  const data = join(options.folder ?? root, '.data')
  const secrets = keptSecrets(storedSecrets(join(data, `${name}.json`)), process.env)
  const appUrl = process.env.APP_URL || `http://localhost:${port}`
  const clockFile = process.env.CLOCK_FILE || join(data, `${name}-clock`)
  const slug = process.env.DIVAR_APP_SLUG || undefined
  const simulator = await startDivar({ port: simulatorPort, appUrl, slug, secrets, clockFile })
  simulator.control.reset({ scenario: 'demo', fresh: true })
  const place = { appUrl, port, simulatorUrl: simulator.url, dataDir: join(data, name), clockFile }
  const logFile = join(data, `${name}.log`)
  writeFileSync(logFile, '')
  const own = appEnvironment(place, secrets, process.env, env)
  const app = prepareApp(own, port, logFile, program(port))
  return { simulator, app, env: own, port, logFile, doors: [] }
}

/** Ends both when this process is told to end; says whether that has begun. */
export function endOnSignal({ app, simulator, doors }: Local): () => boolean {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, async () => {
      if (ending) return
      ending = true
      say('\nEnding …')
      for (const door of doors) await door.close()
      await app.stop()
      await simulator.close()
      process.exit(0)
    })
  }
  return () => ending
}

export async function sayAddresses({ simulator, env, doors }: Local): Promise<void> {
  const first = simulator.control.conversations()[0]?.id ?? ''
  say('')
  say('Peyk is ready. Open this on a computer: a Divar chat with the screens of both sides.')
  say(`  ${simulator.url}/desk/${first}`)
  say('Or one side alone, as on a phone:')
  say(`  ${simulator.url}/chat/${first}?as=DEMAND   (the buyer)`)
  say(`  ${simulator.url}/chat/${first}?as=SUPPLY   (the seller)`)
  say("The courier company's panel, where accepted shipments arrive and are moved on:")
  say(`  ${simulator.url}/carrier`)
  say("The business's own people, signed in:")
  const door = await openStaffDoor(env, staffDoorPort)
  if (door) doors.push(door)
  for (const { who, url } of door?.addresses ?? []) say(`  ${url}   (${who})`)
  const { link } = await inviteDemoAdmin(env)
  say(`An admin${link ? ', to come in by this link, once, and make a passkey' : ' who came in before'}:`)
  say(`  ${link ?? `${env.APP_URL}/desk/sign-in`}`)
  say(`All conversations: ${simulator.url}/   End with Ctrl-C.`)
}

/** Made once and kept, so that what an earlier run sealed can still be read. */
function storedSecrets(file: string): Secrets {
  if (existsSync(file)) return { ...newSecrets(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) }
  mkdirSync(dirname(file), { recursive: true })
  const secrets = newSecrets()
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
