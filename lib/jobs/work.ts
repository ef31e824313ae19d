import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { BaseMeasures } from '#lib/addon/index.ts'
import type { Log } from '#lib/kernel/log.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import { readOrigin } from './origin.ts'
import type { Payload, Queue } from './queues.ts'

export type Handler = (data: Payload) => Promise<void>

type WorkDeps = { log: Log; measures: BaseMeasures }

/** Has this process work one queue: each job of a batch on its own, a failed one tried again as its queue says. */
export async function work(boss: PgBoss, name: string, queue: Queue, handler: Handler, deps: WorkDeps): Promise<void> {
  const { workers, batchSize, pollSeconds } = queue
  const options = {
    localConcurrency: workers,
    batchSize,
    burstWhenBatchFull: true,
    pollingIntervalSeconds: pollSeconds,
    notifyPollingIntervalSeconds: pollSeconds,
    perJobResults: true,
  } as const
  await boss.work(
    name,
    options,
    async (jobs: Job<unknown>[]) =>
      await Promise.all(jobs.map(async (job) => await workOne(name, queue, job, handler, deps))),
  )
}

async function workOne(
  name: string,
  queue: Queue,
  job: Job<unknown>,
  handler: Handler,
  { log, measures }: WorkDeps,
): Promise<JobResult> {
  const stored = readOrigin(job.data)
  return await withRequestId(stored.requestId, async () => {
    const payload = queue.payload.safeParse(stored.payload)
    if (!payload.success) {
      log.error({ job: name, jobId: job.id }, 'dropped a job with a payload of the wrong shape')
      return { id: job.id, status: 'completed' }
    }
    const seconds = stopwatch()
    const observe = (outcome: 'done' | 'failed') => measures.observe('job', seconds(), { queue: name, outcome })
    try {
      await handler(payload.data)
      observe('done')
      return { id: job.id, status: 'completed' }
    } catch (err) {
      observe('failed')
      log.error({ err, job: name, jobId: job.id }, 'job failed')
      return { id: job.id, status: 'failed' }
    }
  })
}
