import { type ConstructorOptions, type Db, fromPglite, type PGliteLike, PgBoss } from 'pg-boss'
import type { Listen } from '#lib/addon/index.ts'
import type { Log } from '#lib/kernel/log.ts'

export type JobEngine =
  | { kind: 'embedded'; pglite: PGliteLike }
  /** The settings of a pool that bears silent connections, as the database's own does. */
  | { kind: 'postgres'; poolFor(name: string): ConstructorOptions; listen: Listen }

/** pg-boss on the application's database. A process that only enqueues neither listens nor tidies up. */
export function createBoss(engine: JobEngine, worker: boolean, log: Log): PgBoss {
  // Nothing here uses the numbers that the queue cache is refreshed for.
  const duties = { useListenNotify: worker, supervise: worker, schedule: worker, queueCacheIntervalSeconds: 3_600 }
  const boss =
    engine.kind === 'embedded'
      ? new PgBoss({ db: fromPglite(engine.pglite), backend: 'pglite', ...duties })
      : new PgBoss({ ...engine.poolFor('peyk-jobs'), max: worker ? 4 : 1, ...duties })
  if (engine.kind === 'postgres') Object.assign(boss.getDb(), { listen: listenBy(engine.listen) })
  boss.on('error', (err) => log.error({ err }, 'job engine'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'job engine'))
  return boss
}

/**
 * As the process listens for everything else. pg-boss itself would listen where its pool leads, and behind a pooler in
 * transaction mode that is another session with each statement: nobody would be woken.
 */
const listenBy =
  (listen: Listen): NonNullable<Db['listen']> =>
  async (channel, onNotification, onReconnect) => ({ close: await listen(channel, onNotification, onReconnect) })
