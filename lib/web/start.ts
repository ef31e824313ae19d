import { services, stopServices } from '#lib/services.ts'

/**
 * Opens everything before the first request. Without right settings or a database of its own the process ends with a
 * sentence: serving on would only look alive. On the first signal it takes no more jobs, lets running ones end, closes
 * the database, and goes.
 */
export async function startPeyk(): Promise<void> {
  try {
    const app = await services()
    app.log.info({ event: 'started', database: app.database.kind, worker: app.settings.WORKER }, 'Peyk is up')
  } catch (error) {
    console.error(`Peyk cannot start: ${error instanceof Error ? error.message : 'unknown reason'}`)
    process.exit(1)
  }
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void stopServices().finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
