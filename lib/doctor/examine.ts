import { readMigrationFiles } from 'drizzle-orm/migrator'
import { tariffOf, unsetVersion, type Version } from '#lib/business/index.ts'
import {
  appliedMigrations,
  type Check,
  checkBuild,
  checkClock,
  checkClockGap,
  checkEmbedded,
  checkEnvFiles,
  checkEventsAddress,
  checkFolder,
  checkMigrations,
  checkOnline,
  checkPostgres,
  checkSeal,
  checkSealedRows,
  type EnvFiles,
  type Migration,
  type OpenEmbedded,
  type Place,
  publicAddress,
  type Query,
  sealedBeginnings,
  skipped,
} from '#lib/checks/index.ts'
import { sealedColumns } from '#lib/db/index.ts'
import { type Clock, fileClock } from '#lib/kernel/clock.ts'
import type { Settings } from '#lib/settings.ts'
import { businessIn, checkBusiness } from './business-check.ts'
import { checkFigures } from './figures-check.ts'
import { neededPermissions, neededScopes, panelFields } from './panel.ts'
import type { Report } from './report.ts'
import { checkMeaning, checkSettings } from './settings-checks.ts'
import { checkWork } from './work-checks.ts'

export type Examination = {
  readSettings: () => Settings
  envFiles: EnvFiles
  migrationsFolder: string
  /** What the build says of its actions; left out where no build is looked at. */
  buildManifest?: string
  clock: Clock
  fetch: typeof fetch
  online: boolean
  /** Where Divar would reach the app, if that was said. */
  publicAddress: string | null
  /** How the embedded database is opened, and how its folder is tried; the real ones where they are left out. */
  openEmbedded?: OpenEmbedded
  folder?: Place
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
    return { checks: [...first, clock, rest], panel: panelFields(toCome, tariffOf(unsetVersion)) }
  }
  const built = given.buildManifest ? checkBuild(given.buildManifest) : []
  const own = [...first, ...checkMeaning(settings), await checkSeal(settings.SEAL_KEYS), clock, ...built]
  let business: Version | null = null
  const database = await checkDatabase(given, settings, migrations, (found) => {
    business = found
  })
  const outside = await checkOutside(given, settings)
  return { checks: [...own, ...database, ...outside], panel: panelFields(settings, tariffOf(business ?? unsetVersion)) }
}

/** `heard`: gets the business as the database has it, where it could be looked at. */
async function checkDatabase(
  given: Examination,
  settings: Settings,
  migrations: Migration[],
  heard: (business: Version | null) => void,
): Promise<Check[]> {
  const { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR, PORT } = settings
  const beginnings = await sealedBeginnings(settings.SEAL_KEYS)
  const look = async (query: Query): Promise<Check[]> => {
    const applied = await appliedMigrations(query)
    const found = [checkMigrations(applied, migrations), await checkSealedRows(query, sealedColumns, beginnings)]
    if (DATABASE_URL !== undefined) {
      const [row] = await query('select clock_timestamp() as now')
      if (row?.now instanceof Date) found.push(checkClockGap(given.clock(), row.now))
    }
    const business = await businessIn(query)
    heard(business)
    return [
      ...found,
      checkBusiness(business, given.clock()),
      checkFigures(business),
      ...(await checkRows(query, given, settings)),
    ]
  }
  if (DATABASE_URL !== undefined)
    return await checkPostgres({ databaseUrl: DATABASE_URL, directUrl: DATABASE_DIRECT_URL }, look)
  const folder = checkFolder(DATA_DIR, given.folder)
  if (folder.state === 'wrong')
    return [folder, skipped('database', 'The database was not opened: mend its folder first.')]
  const place = { dataDir: DATA_DIR, port: PORT, fetch: given.fetch, open: given.openEmbedded }
  return [folder, ...(await checkEmbedded(place, look))]
}

/** What waits. The embedded database can only be looked at while no app has it. */
async function checkRows(query: Query, given: Examination, settings: Settings): Promise<Check[]> {
  const { CLOCK_FILE, DATABASE_URL, CARRIER_KEYS, CARRIER_WEBHOOK_URL, DIVAR_LAUNCH_USER_ID } = settings
  return await checkWork(query, {
    now: (CLOCK_FILE === undefined ? given.clock : fileClock(CLOCK_FILE))(),
    isStopped: DATABASE_URL === undefined,
    hasCarrier: CARRIER_WEBHOOK_URL !== undefined && CARRIER_KEYS.length > 0,
    launchUserId: DIVAR_LAUNCH_USER_ID,
  })
}

async function checkOutside(given: Examination, settings: Settings): Promise<Check[]> {
  const divar = given.online
    ? await checkOnline(settings, given, {
        scopes: neededScopes.map(({ scope }) => scope),
        permissions: neededPermissions,
      })
    : [skipped('online', 'Divar was not asked: "npm run doctor -- --online" does.')]
  if (!given.online && given.publicAddress === null) return divar
  const address = publicAddress(settings, given.publicAddress)
  return [...divar, await checkEventsAddress(address, settings, given.fetch)]
}
