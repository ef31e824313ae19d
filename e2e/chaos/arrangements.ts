import { setTimeout as wait } from 'node:timers/promises'
import { type Front, startFront } from '../support/front.ts'
import { installPgbouncer, startPgbouncer } from '../support/pgbouncer.ts'
import { startPostgres } from '../support/postgres.ts'
import { processVictim, type Victim } from './blows.ts'
import { startCluster } from './cluster.ts'

export type Arranged = { front: Front; victims: Victim[]; stop(): Promise<void> }

/** `count`: the option that says how many blows it gets. */
export type Arrangement = { title: string; count: 'kills' | 'failovers'; open(): Promise<Arranged> }

const processesOf = (front: Front) => front.apps.map(processVictim)

export const arrangements = {
  embedded: {
    title: 'one process, embedded database',
    count: 'kills',
    async open() {
      const front = await startFront(0, { processes: 1 })
      return { front, victims: processesOf(front), stop: async () => await front.stop() }
    },
  },
  postgres: {
    title: 'two processes, PostgreSQL',
    count: 'kills',
    async open() {
      const postgres = await startPostgres()
      const front = await startFront(0, { processes: 2, own: { DATABASE_URL: await postgres.database('peyk') } })
      return { front, victims: processesOf(front), stop: async () => await stopAll(front, postgres) }
    },
  },
  pooler: {
    title: 'two processes, PgBouncer in transaction mode',
    count: 'kills',
    async open() {
      installPgbouncer()
      const postgres = await startPostgres()
      const serverUrl = await postgres.database('peyk')
      const pooler = await startPgbouncer(serverUrl)
      const own = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: serverUrl }
      const front = await startFront(0, { processes: 2, own })
      const bouncer: Victim = {
        name: 'PgBouncer',
        async strike(downMs) {
          await wait(downMs)
          await pooler.restart()
        },
      }
      return {
        front,
        victims: [...processesOf(front), bouncer],
        stop: async () => await stopAll(front, pooler, postgres),
      }
    },
  },
  failover: {
    title: 'two processes, failover of PostgreSQL',
    count: 'failovers',
    async open() {
      const cluster = await startCluster()
      const front = await startFront(0, { processes: 2, own: { DATABASE_URL: cluster.url } })
      const primary: Victim = { name: 'the primary', strike: cluster.failOver, repair: cluster.addStandby }
      return { front, victims: [primary], stop: async () => await stopAll(front, cluster) }
    },
  },
} satisfies Record<string, Arrangement>

/** In this order: what is asked ends after those who ask. */
async function stopAll(...parts: { stop(): Promise<void> }[]): Promise<void> {
  for (const part of parts) await part.stop()
}
