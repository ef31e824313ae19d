import { z } from 'zod'
import type { Declaration } from '#lib/addon/index.ts'

/** What an add-on declares of its background jobs. */
export type DeclaredJobs = Required<Pick<Declaration, 'outbox' | 'tasks'>>

export type ChannelName<D extends DeclaredJobs> = keyof D['outbox'] & string
export type TaskName<D extends DeclaredJobs> = keyof D['tasks'] & string
export type QueueName<D extends DeclaredJobs> = D['outbox'][ChannelName<D>]['deliver' | 'sweep'] | TaskName<D>

/** Payloads hold ids only: never a text, a token or anything about a person. */
const oneId = z.strictObject({ id: z.string().min(1).max(64) })
const nothing = z.strictObject({})

export type Payload = { id?: string }

/**
 * `short`: of the jobs with the same key only one waits at a time (any number may run).
 * pg-boss is woken by NOTIFY; `pollSeconds` is for jobs with a delay, and for a database whose NOTIFY got lost.
 */
const usual = {
  policy: 'short',
  notify: true,
  pollSeconds: 5,
  workers: 1,
  batchSize: 1,
  retryLimit: 2,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 120,
  deleteAfterSeconds: 24 * 60 * 60,
  cron: null as string | null,
} as const

export type Queue = {
  [Key in keyof typeof usual]: (typeof usual)[Key] extends number ? number : (typeof usual)[Key]
} & { payload: z.ZodType<Payload> }

/** By the clock; the next time does what failed. */
const timed = (cron: string): Queue => ({ ...usual, payload: nothing, retryLimit: 0, cron })

/** Every queue that follows from what is declared. */
export function queuesOf({ outbox, tasks }: DeclaredJobs): Map<string, Queue> {
  const queues = new Map<string, Queue>()
  for (const { deliver, sweep, ...own } of Object.values(outbox)) {
    queues.set(deliver, { ...usual, ...own, payload: oneId })
    queues.set(sweep, timed('* * * * *'))
  }
  for (const [name, { cron }] of Object.entries(tasks)) queues.set(name, timed(cron))
  return queues
}
