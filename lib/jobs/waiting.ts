import type { PgBoss } from 'pg-boss'

/** Of one queue: how many due jobs no worker has taken yet, and how long the oldest has waited, in seconds. */
export type WaitingJobs = { queue: string; waiting: number; ageSeconds: number }

/** Of the engine's own queues nothing, and of another build's what has a payload: what only the clock asks for, it asks for again. */
const dueByQueue = `
  select name as queue, count(*)::int as waiting, extract(epoch from now() - min(start_after))::float8 as "ageSeconds"
  from pgboss.job where state < 'active' and start_after <= now() and name not like '\\_\\_%'
  and (name = any ($1) or data ? 'id') group by name`

/** Each of these queues, and others in which something waits, by the clock of the database, which is the engine's too. */
export async function waitingJobs(boss: PgBoss, queues: string[]): Promise<WaitingJobs[]> {
  const { rows } = (await boss.getDb().executeSql(dueByQueue, [queues])) as { rows: WaitingJobs[] }
  const others = rows.filter(({ queue }) => !queues.includes(queue))
  const own = queues.map((queue) => rows.find((row) => row.queue === queue) ?? { queue, waiting: 0, ageSeconds: 0 })
  return [...own, ...others]
}
