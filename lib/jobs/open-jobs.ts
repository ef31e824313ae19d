import { sql } from 'drizzle-orm'
import { type DrizzleTransactionLike, fromDrizzle, type PgBoss } from 'pg-boss'
import type { BaseMeasures } from '#lib/addon/index.ts'
import type { OutboxWorker, Wake } from '#lib/addon/outbox/index.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { createBoss, type JobEngine } from './boss.ts'
import { withOrigin } from './origin.ts'
import {
  type ChannelName,
  type DeclaredJobs,
  type Payload,
  type Queue,
  type QueueName,
  queuesOf,
  type TaskName,
} from './queues.ts'
import { type WaitingJobs, waitingJobs } from './waiting.ts'
import { type Handler, work } from './work.ts'

type EngineDeps<D extends DeclaredJobs> = {
  engine: JobEngine
  /** What the add-on declares: its queues follow from it. */
  declared: D
  /** False: this process only enqueues (`WORKER=off`). */
  worker: boolean
  log: Log
}

/** What a channel of the outbox gets from the jobs. */
type ChannelDeps = { wake: Wake; log: Log }

/** What a `Wake` is asked for. */
export type WantedJob = { id: string; afterSeconds?: number | undefined }

/** What works the queues. */
export type WorkDeps<D extends DeclaredJobs> = {
  channels: { [Name in ChannelName<D>]: (deps: ChannelDeps) => OutboxWorker }
  tasks: { [Name in TaskName<D>]: () => Promise<void> }
  log: Log
  measures: BaseMeasures
}

/** A Drizzle database or transaction. */
export type JobsTransaction = DrizzleTransactionLike

export type Jobs<D extends DeclaredJobs> = {
  /**
   * Adds a job as part of `tx`: it is there if and only if `tx` commits. With null it is added at once, which on the
   * embedded database must not happen inside a transaction of another. Of two waiting jobs with the same payload one stays.
   * The job runs in the name of the request that adds it.
   */
  enqueue(
    tx: JobsTransaction | null,
    queue: QueueName<D>,
    data: Payload,
    options?: { afterSeconds?: number },
  ): Promise<void>
  /** The `Wake` of a channel of the outbox, inside `tx` or, with null, at once. */
  wakeIn(tx: JobsTransaction | null, channel: ChannelName<D>): Wake
  /** Many at once, outside any transaction. */
  wakeAll(channel: ChannelName<D>, wanted: readonly WantedJob[]): Promise<void>
  /** What waits for a worker, in every process together. */
  waiting(): Promise<WaitingJobs[]>
  /**
   * Works every queue from now on, beginning with each sweep, so that what a crash left behind moves on without a visitor.
   * Waits for none of them: a handler may need all of the app.
   */
  work(deps: WorkDeps<D>): Promise<void>
  /** Takes no more jobs, waits for running ones (25 seconds at most). The database stays open. */
  stop(): Promise<void>
}

/**
 * Starts the job engine on the application's own database. Any number of processes may start at once on PostgreSQL. From
 * then on jobs can be queued; they are worked once `work` has been given what that takes.
 */
export async function openJobs<const D extends DeclaredJobs>(deps: EngineDeps<D>): Promise<Jobs<D>> {
  const queues = queuesOf(deps.declared)
  const outbox: DeclaredJobs['outbox'] = deps.declared.outbox
  const boss = createBoss(deps.engine, deps.worker, deps.log)
  await boss.start()
  for (const [name, queue] of queues) await prepareQueue(boss, name, queue)

  const jobOf = (name: string, given: Payload, afterSeconds = 0) => {
    const queue = queues.get(name)
    if (!queue) throw new TypeError(`no queue is called ${name}`)
    const payload = queue.payload.parse(given)
    const later = afterSeconds > 0 ? { startAfter: afterSeconds } : {}
    return { data: withOrigin(payload), singletonKey: keyOf(payload, afterSeconds), ...later }
  }
  const enqueue = async (tx: JobsTransaction | null, name: string, given: Payload, afterSeconds = 0) => {
    const { data, ...options } = jobOf(name, given, afterSeconds)
    await boss.send(name, data, { ...options, ...(tx ? { db: fromDrizzle(tx, sql) } : {}) })
  }
  const deliveryOf = (channel: string) => outbox[channel]?.deliver ?? channel
  const wakeIn =
    (tx: JobsTransaction | null, channel: string): Wake =>
    async (id, afterSeconds) =>
      await enqueue(tx, deliveryOf(channel), { id }, afterSeconds)

  async function workAll({ channels, tasks, log, measures }: WorkDeps<D>): Promise<void> {
    const handlers = new Map<string, Handler>(Object.entries(tasks))
    for (const [channel, { deliver, sweep }] of Object.entries(outbox)) {
      const worker = channels[channel as ChannelName<D>]({ wake: wakeIn(null, channel), log })
      handlers.set(deliver, async ({ id = '' }) => await worker.deliver(id))
      handlers.set(sweep, async () => await worker.sweep(async (seconds) => await enqueue(null, sweep, {}, seconds)))
    }
    for (const [name, { cron }] of queues) if (cron) await enqueue(null, name, {})
    for (const [name, queue] of queues) {
      // Without a payload pg-boss would give null, which no queue takes.
      if (queue.cron) await boss.schedule(name, queue.cron, {})
      const handler = handlers.get(name)
      if (!handler) throw new TypeError(`nothing works the queue ${name}`)
      await work(boss, name, queue, handler, { log, measures })
    }
  }

  return {
    enqueue: async (tx, queue, data, options) => await enqueue(tx, queue, data, options?.afterSeconds),
    wakeIn,
    async wakeAll(channel, wanted) {
      const name = deliveryOf(channel)
      const made = wanted.map(({ id, afterSeconds }) => jobOf(name, { id }, afterSeconds))
      if (made.length > 0) await boss.insert(name, made)
    },
    waiting: async () => await waitingJobs(boss, [...queues.keys()]),
    work: workAll,
    stop: async () => await boss.stop({ graceful: true, timeout: 25_000 }),
  }
}

/** A job with a delay must not keep one without from being added. */
const keyOf = (payload: Payload, afterSeconds: number) => `${payload.id ?? ''}${afterSeconds > 0 ? ' later' : ''}`

/** Made once, and brought up to what this version says. */
async function prepareQueue(boss: PgBoss, name: string, queue: Queue): Promise<void> {
  const { policy, notify, retryLimit, retryDelay, retryBackoff, expireInSeconds, deleteAfterSeconds } = queue
  const options = { notify, retryLimit, retryDelay, retryBackoff, expireInSeconds, deleteAfterSeconds }
  await boss.createQueue(name, { policy, ...options })
  await boss.updateQueue(name, options)
  // Any look at a queue makes pg-boss remember it. At the first job inside a transaction that would be too late: on the
  // embedded database the look would wait for that very transaction.
  await boss.findJobs(name, { id: newId() })
}
