import { watch } from 'node:fs'
import { join } from 'node:path'
import type { App, Program } from '../support/app.ts'
import type { Environment } from '../support/settings.ts'

/** The app as it is developed: compiled page by page, redrawn in the browser when its source changes. */
export const developed = (cwd: string, isShown = true): { program: (port: number) => Program; env: Environment } => ({
  program: (port) => ({
    cwd,
    script: join(cwd, 'node_modules/next/dist/bin/next'),
    args: ['dev', '-p', String(port)],
    isShown,
  }),
  env: { NODE_ENV: 'development' },
})

/**
 * The database, the jobs and all that hangs on them are made once in a process: a changed file of `lib` is only in use in
 * the next one. Tests, documents and the parts that are made for each request stay with Next.
 */
const needsRestart = (path: string) =>
  /\.(ts|sql|json)$/.test(path) && !/\.test\.ts$|^testing|\/testing|^web\/(views|steps)\//.test(path)

type Watching = { folder: string; say: (line: string) => void; quietMs?: number }

/**
 * Starts the app, and again after each change that needs it. One that cannot start waits for the next change, which also
 * ends a start that is still under way.
 */
export function restartOnChanges(app: App, { folder, say, quietMs = 200 }: Watching) {
  let waiting: NodeJS.Timeout | null = null
  let newest = 0
  let last: Promise<void> = Promise.resolve()
  const start = () => {
    const own = ++newest
    const ended = app.stop()
    last = last.then(async () => {
      await ended
      if (own !== newest) return
      await app.start().catch((error: Error) => {
        if (own === newest) say(`${error.message}\nWaiting for the next change …`)
      })
    })
    return last
  }
  const watcher = watch(join(folder, 'lib'), { recursive: true }, (_, path) => {
    if (!path || !needsRestart(path)) return
    if (waiting) clearTimeout(waiting)
    waiting = setTimeout(() => {
      say(`${path} changed: starting again …`)
      void start()
    }, quietMs)
  })
  const close = async () => {
    newest += 1
    watcher.close()
    if (waiting) clearTimeout(waiting)
    await Promise.all([app.stop(), last])
  }
  return { start, close }
}
