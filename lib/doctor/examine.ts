import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Clock } from '../kernel/clock.ts'
import type { Settings } from '../settings.ts'
import { sampleTariff } from '../shipping/index.ts'
import { type Check, skipped } from './check.ts'
import { checkClock, checkClockGap } from './clock-checks.ts'
import { checkMigrations, checkSealedRows, type Query } from './database-checks.ts'
import { checkEmbedded } from './embedded.ts'
import { checkEnvFiles, type EnvFiles } from './env-files.ts'
import { checkOnline } from './online-check.ts'
import { panelFields } from './panel.ts'
import { checkPostgres } from './postgres.ts'
import type { Report } from './report.ts'
import { checkSeal, sealedBeginnings } from './seal-checks.ts'
import { checkMeaning, checkSettings } from './settings-checks.ts'

export type Examination = {
  readSettings: () => Settings
  envFiles: EnvFiles
  migrationsFolder: string
  clock: Clock
  fetch: typeof fetch
  online: boolean
}

/** In place of settings that are not there yet: the panel's fields help to get them. */
const toCome = { APP_URL: '{APP_URL}', DIVAR_APP_SLUG: '{DIVAR_APP_SLUG}' }

/** Everything that can be looked at. With settings that are wrong a look at keys and database would mislead. */
export async function examine(given: Examination): Promise<Report> {
  const { settings, checks } = checkSettings(given.readSettings)
  const migrations = readMigrationFiles({ migrationsFolder: given.migrationsFolder })
  const newest = new Date(Math.max(0, ...migrations.map(({ folderMillis }) => folderMillis)))
  const first = [checkEnvFiles(given.envFiles), ...checks]
  const clock = checkClock(given.clock(), newest)
  if (!settings) {
    const rest = skipped('rest', 'Keys and database were not looked at: mend the settings first.')
    return { checks: [...first, clock, rest], panel: panelFields(toCome, sampleTariff) }
  }
  const beginnings = await sealedBeginnings(settings.SEAL_KEYS)
  const look = async (query: Query): Promise<Check[]> => {
    const found = [await checkMigrations(query, migrations), await checkSealedRows(query, beginnings)]
    if (settings.DATABASE_URL === undefined) return found
    const [row] = await query('select now() as now')
    return row?.now instanceof Date ? [...found, checkClockGap(given.clock(), row.now)] : found
  }
  const { DATABASE_URL, DATA_DIR, PORT } = settings
  const database =
    DATABASE_URL === undefined
      ? await checkEmbedded({ dataDir: DATA_DIR, port: PORT, fetch: given.fetch }, look)
      : await checkPostgres(DATABASE_URL, look)
  const online = given.online
    ? await checkOnline(settings, given.fetch)
    : skipped('online', 'Divar was not asked: "npm run doctor -- --online" does.')
  return {
    checks: [...first, ...checkMeaning(settings), await checkSeal(settings.SEAL_KEYS), clock, ...database, online],
    panel: panelFields(settings, sampleTariff),
  }
}
