import { sql } from 'drizzle-orm'
import { type DrizzleTransactionLike, fromDrizzle, type PgBoss } from 'pg-boss'
import type { BaseMeasures } from '#lib/addon/index.ts'
import { chatChannel, type DeliverDeps } from '#lib/addon/messages/index.ts'
import { type Channel, type Delivery, deliver, type Wake } from '#lib/addon/outbox/index.ts'
import { type DeliverOrderDeps, type DeliverProofDeps, orderChannel, proofChannel } from '#lib/carrier/index.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { createBoss, type JobEngine } from './boss.ts'
import { withOrigin } from './origin.ts'
import { type ChannelName, deliverQueues, type JobName, jobNames, type Payload, queues } from './queues.ts'
import { sweepJob } from './sweep-job.ts'
import { type WaitingJobs, waitingJobs } from './waiting.ts'
import { type JobHandlers, work } from './work.ts'

type EngineDeps = {
  engine: JobEngine
  /** False: this process only enqueues (`WORKER=off`). */
  worker: boolean
  log: Log
}

/** What the handlers need. */
export type WorkDeps = {
  messages: Omit<DeliverDeps, 'wake' | 'log'>
  orders: Omit<DeliverOrderDeps, 'wake' | 'log'>
  sweepAssistants: () => Promise<void>
  proofs: Omit<DeliverProofDeps, 'wake' | 'log'>
  eraseExpired: () => Promise<void>
  log: Log
  measures: BaseMeasures
}

/** A Drizzle database or transaction. */
export type JobsTransaction = DrizzleTransactionLike

export type Jobs = {
  /**
   * Adds a job as part of `tx`: it is there if and only if `tx` commits. With null it is added at once, which on the
   * embedded database must not happen inside somebody's transaction. Of two waiting jobs with the same payload one stays.
   * The job runs in the name of the request that adds it.
   */
  enqueue<Name extends JobName>(
    tx: JobsTransaction | null,
    name: Name,
    data: Payload<Name>,
    options?: { afterSeconds?: number },
  ): Promise<void>
  /** The `Wake` of a channel of the outbox, inside `tx` or, with null, at once. */
  wakeIn(tx: JobsTransaction | null, channel: ChannelName): Wake
  /** What waits for a worker, in every process together. */
  waiting(): Promise<WaitingJobs[]>
  /**
   * Works every queue from now on, beginning with each sweep, so that what a crash left behind moves on without a visitor.
   * Waits for none of them: a handler may need all of the app.
   */
  work(deps: WorkDeps): Promise<void>
  /** Takes no more jobs, waits for running ones (25 seconds at most). The database stays open. */
  stop(): Promise<void>
}

/**
 * Starts the job engine on the application's own database. Any number of processes may start at once on PostgreSQL. From
 * then on jobs can be queued; they are worked once `work` has been given what that takes.
 */
export async function openJobs(deps: EngineDeps): Promise<Jobs> {
  const boss = createBoss(deps.engine, deps.worker, deps.log)
  await boss.start()
  for (const name of jobNames) await prepareQueue(boss, name)

  const jobs: Jobs = {
    async enqueue(tx, name, data, options) {
      const payload = queues[name].payload.parse(data)
      await boss.send(name, withOrigin(payload), {
        singletonKey: keyOf(payload, options?.afterSeconds),
        ...(options?.afterSeconds ? { startAfter: options.afterSeconds } : {}),
        ...(tx ? { db: fromDrizzle(tx, sql) } : {}),
      })
    },
    wakeIn: (tx, channel) => async (id, afterSeconds) => {
      await jobs.enqueue(tx, deliverQueues[channel], { id }, { afterSeconds: afterSeconds ?? 0 })
    },
    waiting: async () => await waitingJobs(boss),
    work: async (workDeps) => await workAll(boss, jobs, workDeps),
    stop: async () => await boss.stop({ graceful: true, timeout: 25_000 }),
  }
  return jobs
}

/** A job with a delay must not keep one without from being added. */
const keyOf = (payload: { id?: string }, afterSeconds = 0) => `${payload.id ?? ''}${afterSeconds > 0 ? ' later' : ''}`

/** Made once, and brought up to what this version says. */
async function prepareQueue(boss: PgBoss, name: JobName): Promise<void> {
  const { policy, notify, retryLimit, retryDelay, retryBackoff, expireInSeconds, deleteAfterSeconds } = queues[name]
  const options = { notify, retryLimit, retryDelay, retryBackoff, expireInSeconds, deleteAfterSeconds }
  await boss.createQueue(name, { policy, ...options })
  await boss.updateQueue(name, options)
  // Any look at a queue makes pg-boss remember it. At the first job inside a transaction that would be too late: on the
  // embedded database the look would wait for that very transaction.
  await boss.findJobs(name, { id: newId() })
}

async function workAll(boss: PgBoss, jobs: Jobs, deps: WorkDeps): Promise<void> {
  const around = (channel: ChannelName) => ({ wake: jobs.wakeIn(null, channel), log: deps.log })
  const messages = chatChannel({ ...deps.messages, ...around('chat_messages') })
  const orders = orderChannel({ ...deps.orders, ...around('carrier_orders') })
  const proofs = proofChannel({ ...deps.proofs, ...around('proofs') })
  const again = (name: 'sweep-messages' | 'sweep-orders' | 'sweep-proofs') => async (afterSeconds: number) =>
    await jobs.enqueue(null, name, {}, { afterSeconds })
  const handlers: JobHandlers = {
    'deliver-message': deliverJob(messages),
    'sweep-messages': sweepJob(messages, again('sweep-messages')),
    'deliver-order': deliverJob(orders),
    'sweep-orders': sweepJob(orders, again('sweep-orders')),
    'deliver-proof': deliverJob(proofs),
    'sweep-proofs': sweepJob(proofs, again('sweep-proofs')),
    'sweep-assistants': deps.sweepAssistants,
    'erase-expired': deps.eraseExpired,
  }
  const sweeps = jobNames.filter((name) => queues[name].cron !== null)
  for (const name of sweeps) await jobs.enqueue(null, name, {})
  for (const name of jobNames) {
    const { cron } = queues[name]
    // Without a payload pg-boss would give null, which no queue takes.
    if (cron) await boss.schedule(name, cron, {})
    await work(boss, name, handlers, deps)
  }
}

const deliverJob =
  <Item extends Delivery>(channel: Channel<Item>) =>
  async ({ id }: { id: string }) =>
    void (await deliver(channel, id))
