import { resolve } from 'node:path'
import { openDatabase, tryLockFolder } from '#lib/db/index.ts'
import type { Settings } from '#lib/settings.ts'

type Db = Awaited<ReturnType<typeof openDatabase>>['db']

/** What a command does: with the database itself, or by asking the app that has its folder. */
export async function withDatabase<T>(
  { DATABASE_URL, DATABASE_DIRECT_URL, DATA_DIR }: Settings,
  how: { itself(db: Db): Promise<T>; byApp(dataDir: string): Promise<T> },
): Promise<T> {
  if (DATABASE_URL === undefined) {
    const dataDir = resolve(DATA_DIR)
    const lock = tryLockFolder(dataDir)
    if (!lock) return await how.byApp(dataDir)
    lock.release()
  }
  const database = await openDatabase({
    databaseUrl: DATABASE_URL,
    directUrl: DATABASE_DIRECT_URL,
    dataDir: DATA_DIR,
  })
  try {
    return await how.itself(database.db)
  } finally {
    await database.close()
  }
}
