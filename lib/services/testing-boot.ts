import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { carrierKeys } from '#lib/carrier/testing.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import { layOutFolder } from '#lib/db/testing-template.ts'
import { soundEnvironment } from '#lib/doctor/testing.ts'
import { startFakeDivar } from '#lib/doctor/testing-divar.ts'
import { type Services, services, stopServices } from '../services.ts'
import type { Phase } from './open-base.ts'

export type BootEngine = 'embedded' | 'PostgreSQL'

/** A start that waits for itself would else hang the whole run. */
const patienceMs = 90_000

const answers = {
  '/messages': { body: {} },
  '/events/subscriptions': { body: {} },
  '/chat/upload': { body: { token: 'upload' } },
  '/upload/image': { body: { id: 'media-1' } },
  '/carrier': { body: {} },
  '/oauth2/token': { body: { access_token: 'access-9', refresh_token: 'refresh-9', expires_in: 3600 } },
  '-post': { body: { state: 'PUBLISHED', city: 'tehran' } },
}

/** The app as a process builds it, over an empty database of its own, a Divar and a carrier on this machine. */
export async function bootWorld(engine: BootEngine) {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-boot-'))
  const postgres = engine === 'PostgreSQL' ? await createPostgresDatabase() : null
  const divar = await startFakeDivar()
  divar.answer(answers)
  const clockFile = join(folder, 'clock')
  const dataDir = join(folder, 'data')
  if (!postgres) await layOutFolder(dataDir)
  const where = { dataDir, ...(postgres && { databaseUrl: postgres.url }) }
  const environment = {
    ...soundEnvironment,
    APP_URL: 'http://localhost:3000',
    // Those of the worlds that the domains are tested in.
    SEAL_KEYS: [7, 9].map((byte) => Buffer.alloc(32, byte).toString('base64')).join(','),
    DIVAR_API_URL: divar.address,
    DIVAR_OAUTH_URL: divar.address,
    DIVAR_CHAT_UPLOAD_URL: divar.address,
    CARRIER_KEYS: carrierKeys.join(','),
    CARRIER_WEBHOOK_URL: `${divar.address}/carrier`,
    DATA_DIR: dataDir,
    DATABASE_URL: postgres?.url ?? '',
    CLOCK_FILE: clockFile,
    WORKER: 'on',
  }
  let hangs = false
  return {
    asked: divar.asked,
    /** What an earlier process left in the database. */
    async leave(work: (database: Database) => Promise<void>) {
      const database = await openDatabase(where)
      await work(database).finally(async () => await database.close())
    },
    /** Starts it at that moment; a start that does not end is a fault that says where it stands. */
    async start(at: Date): Promise<Services> {
      for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
      writeFileSync(clockFile, String((at.getTime() - Date.now()) / 1000))
      let phase: Phase | 'settings' = 'settings'
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          hangs = true
          reject(new Error(`the start has not ended: it stands at "${phase}"`))
        }, patienceMs)
      })
      const starting = services((reached) => {
        phase = reached
      })
      return await Promise.race([starting, late]).finally(() => clearTimeout(timer))
    },
    async end() {
      // What never started never stops either.
      if (!hangs) await stopServices()
      await divar.close()
      await postgres?.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
