import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildManifest, loadEnvFiles } from '#lib/checks/index.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { environment } from '#lib/settings.ts'
import { examine } from './examine.ts'
import { isHealthy, reportJson, reportText } from './report.ts'

// Node calls its SQLite experimental; the operator need not hear of it.
process.removeAllListeners('warning')

const lib = dirname(dirname(fileURLToPath(import.meta.url)))
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, online: { type: 'boolean' }, public: { type: 'string' } },
})

const report = await examine({
  envFiles: loadEnvFiles(dirname(lib)),
  readSettings: environment,
  migrationsFolder: join(lib, 'db', 'migrations'),
  buildManifest: join(dirname(lib), buildManifest),
  clock: systemClock,
  fetch,
  online: values.online ?? false,
  publicAddress: values.public ?? null,
})
console.log(values.json ? reportJson(report) : reportText(report))
process.exitCode = isHealthy(report) ? 0 : 1
