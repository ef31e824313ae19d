import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startSimulator } from '../simulator/index.ts'
import { startApp } from '../support/app.ts'
import { root } from '../support/paths.ts'
import { portTaken } from '../support/ports.ts'
import { appEnvironment, carrierKeysOf, keptSecrets, newSecrets, type Secrets } from '../support/settings.ts'
import { buildIfNeeded } from './build.ts'
import { endChildrenOnSignal } from './children.ts'

const say = (line: string) => console.log(line)
const stop = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

const port = Number(process.env.PORT || 3000)
const simulatorPort = 4000
const folder = join(root, '.data')

for (const taken of [port, simulatorPort]) {
  if (await portTaken(taken)) stop(`Port ${taken} is taken: end the program that uses it, then run the demo again.`)
}

endChildrenOnSignal()
if (!(await buildIfNeeded())) stop('The build failed: what it printed above says why.')

const secrets = keptSecrets(storedSecrets(join(folder, 'demo.json')), process.env)
const appUrl = process.env.APP_URL || `http://localhost:${port}`
const clockFile = process.env.CLOCK_FILE || join(folder, 'demo-clock')
const simulator = await startSimulator({
  port: simulatorPort,
  appUrl,
  slug: process.env.DIVAR_APP_SLUG || 'peyk',
  apiKey: secrets.DIVAR_API_KEY,
  oauthSecret: secrets.DIVAR_OAUTH_SECRET,
  identificationKey: secrets.DIVAR_IDENTIFICATION_KEYS.split(',')[0] ?? '',
  carrierKeys: carrierKeysOf(secrets),
  clockFile,
  quiet: true,
})
simulator.control.reset({ scenario: 'default', fresh: true })

const place = { appUrl, port, simulatorUrl: simulator.url, dataDir: join(folder, 'demo'), clockFile }
const log = join(folder, 'demo.log')
writeFileSync(log, '')
const app = await startApp(appEnvironment(place, secrets, process.env), port, log).catch((error: Error) =>
  stop(error.message),
)

let ending = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.removeAllListeners(signal)
  process.on(signal, async () => {
    if (ending) return
    ending = true
    say('\nEnding the demo …')
    await app.stop()
    await simulator.close()
    process.exit(0)
  })
}

const first = simulator.control.conversations()[0]?.id ?? ''
say('')
say('Peyk is ready. Open this on a computer: a Divar chat with the screens of both sides.')
say(`  ${simulator.url}/desk/${first}`)
say('Or one side alone, as on a phone:')
say(`  ${simulator.url}/chat/${first}?as=DEMAND   (the buyer)`)
say(`  ${simulator.url}/chat/${first}?as=SUPPLY   (the seller)`)
say("The courier company's panel, where accepted shipments arrive and are moved on:")
say(`  ${simulator.url}/carrier`)
say(`All conversations: ${simulator.url}/   The app's log: .data/demo.log   End with Ctrl-C.`)

const code = await app.exited()
if (!ending) {
  await simulator.close()
  stop(`The app ended by itself (code ${code}); its last words are in .data/demo.log.`)
}

/** Made once and kept, so that what an earlier demo sealed can still be read. */
function storedSecrets(file: string): Secrets {
  if (existsSync(file)) return { ...newSecrets(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) }
  mkdirSync(dirname(file), { recursive: true })
  const secrets = newSecrets()
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return secrets
}
