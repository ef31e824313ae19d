import type { Job, JobResult, PgBoss } from 'pg-boss'
import type { BaseMeasures } from '#lib/addon/index.ts'
import type { Log } from '#lib/kernel/log.ts'
import { stopwatch } from '#lib/kernel/measures.ts'
import { withRequestId } from '#lib/kernel/request-id.ts'
import { readOrigin } from './origin.ts'
import { type JobName, type Payload, queues } from './queues.ts'

export type Around = { log: Log; measures: BaseMeasures }

export type JobHandlers = { [Name in JobName]: (data: Payload<Name>) => Promise<void> }

/** Has this process work one queue: each job of a batch on its own, a failed one tried again as its queue says. */
export async function work<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handlers: JobHandlers,
  around: Around,
): Promise<void> {
  const { workers, batchSize, pollSeconds } = queues[name]
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
      await Promise.all(jobs.map(async (job) => await workOne(name, job, handlers[name], around))),
  )
}

async function workOne<Name extends JobName>(
  name: Name,
  job: Job<unknown>,
  handler: (data: Payload<Name>) => Promise<void>,
  { log, measures }: Around,
): Promise<JobResult> {
  const stored = readOrigin(job.data)
  return await withRequestId(stored.requestId, async () => {
    const payload = queues[name].payload.safeParse(stored.payload)
    if (!payload.success) {
      log.error({ job: name, jobId: job.id }, 'dropped a job with a payload of the wrong shape')
      return { id: job.id, status: 'completed' }
    }
    const seconds = stopwatch()
    const observe = (outcome: 'done' | 'failed') => measures.observe('job', seconds(), { queue: name, outcome })
    try {
      await handler(payload.data as Payload<Name>)
      observe('done')
      return { id: job.id, status: 'completed' }
    } catch (err) {
      observe('failed')
      log.error({ err, job: name, jobId: job.id }, 'job failed')
      return { id: job.id, status: 'failed' }
    }
  })
}
