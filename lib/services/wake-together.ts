import type { Wake } from '#lib/addon/outbox/index.ts'
import type { Tx } from '#lib/db/client.ts'
import type { WantedJob } from '#lib/jobs/index.ts'
import type { Log } from '#lib/kernel/log.ts'

/** The `Wake` of a channel inside one transaction. */
export type WakeIn<Channel extends string> = (tx: Tx, channel: Channel) => Wake

export type WakeDeps<Channel extends string> = {
  wakeAll(channel: Channel, wanted: readonly WantedJob[]): Promise<void>
  log: Pick<Log, 'warn'>
}

/**
 * Does `work`, in however many transactions, and wakes whatever these queued when all of it is done: a job for each in
 * between would take as long again as the work. Who dies before that leaves it to the sweep, which finds all that is due at
 * every start and every minute; so does a wake that fails, which is no fault of what was done.
 */
export async function wakeTogether<Channel extends string, Result>(
  { wakeAll, log }: WakeDeps<Channel>,
  work: (wakeIn: WakeIn<Channel>) => Promise<Result>,
): Promise<Result> {
  const gathered = new Map<Channel, WantedJob[]>()
  const wakeIn: WakeIn<Channel> = (_, channel) => async (id, afterSeconds) => {
    const wanted = gathered.get(channel) ?? []
    gathered.set(channel, wanted)
    wanted.push({ id, afterSeconds })
  }
  try {
    return await work(wakeIn)
  } finally {
    for (const [channel, wanted] of gathered) {
      await wakeAll(channel, wanted).catch((err: unknown) =>
        log.warn({ err, channel, count: wanted.length }, 'waking together failed: the sweep will find them'),
      )
    }
  }
}
