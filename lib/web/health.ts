import 'server-only'
import { sql } from 'drizzle-orm'
import { services } from '#lib/services.ts'
import { faultAnswer, machineAnswer } from './route.ts'

/** Alive and ready: the settings are right, the database answers, the job engine runs or is switched off. */
export async function health(): Promise<Response> {
  try {
    const app = await services()
    await app.database.db.execute(sql`select 1`)
    const { database, settings } = app
    return machineAnswer(200, { status: 'ok', database: database.kind, worker: settings.WORKER })
  } catch (error) {
    return await faultAnswer(error)
  }
}
