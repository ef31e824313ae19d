/**
 * Opens the app at boot, so that messages which a crash left queued leave without waiting for a visitor. In production all
 * that is written goes through the log from here on.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { createLog } = await import('#lib/kernel/log.ts')
  const { logConsole } = await import('#lib/web/door/json-console.ts')
  const { openFrontDoor } = await import('#lib/web/door/front-door.ts')
  const { keepMinutes } = await import('#lib/web/figures/minutes.ts')
  const { startApp } = await import('#lib/web/start.ts')
  const log = createLog()
  if (process.env.NODE_ENV === 'production') logConsole(log)
  openFrontDoor(log)
  await startApp(keepMinutes)
}
