import { throwIfFailed } from '#lib/kernel/on-its-own.ts'
import type { Channel } from './channel.ts'
import { deliver } from './deliver.ts'
import type { Delivery } from './delivery.ts'
import { sweep } from './sweep.ts'

/**
 * The queues of a channel: one delivers, one sweeps every minute. A queue for each channel, so that one that is down holds
 * up no other. What is not said is as usual for a queue (`lib/jobs/queues.ts`).
 */
export type OutboxQueues = {
  deliver: string
  sweep: string
  /** How many batches one process works at once, and how many deliveries each has. */
  workers?: number
  batchSize?: number
  /** For deliveries that are due later, and where a notification of the database is lost. */
  pollSeconds?: number
  expireInSeconds?: number
}

/** A channel as the jobs see it. */
export type OutboxWorker = {
  deliver(id: string): Promise<void>
  /** Asks to be called again in so many seconds where that is before the next sweep of the clock. */
  sweep(again: (afterSeconds: number) => Promise<void>): Promise<void>
}

const minuteSeconds = 60

/**
 * A lease that ends before the next sweep gets a sweep of its own, and so does what is given up by then: nobody waits two
 * minutes for an outcome, and no text of a chat stays for two. What failed is thrown when all the rest is done.
 */
export const outboxWorker = <Item extends Delivery>(channel: Channel<Item>): OutboxWorker => ({
  async deliver(id) {
    await deliver(channel, id)
  },
  async sweep(again) {
    const { nextEndAt, failed = [] } = await sweep(channel)
    const seconds = nextEndAt ? Math.ceil((nextEndAt.getTime() - channel.clock().getTime()) / 1000) : null
    if (seconds !== null && seconds <= minuteSeconds) await again(Math.max(1, seconds))
    throwIfFailed(failed, `the sweep of: ${channel.said.name}`)
  },
})
