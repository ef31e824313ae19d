import { type Channel, type Delivery, sweep } from '#lib/addon/outbox/index.ts'
import { throwIfFailed } from '#lib/kernel/on-its-own.ts'

const minuteSeconds = 60

/**
 * A lease that ends before the next sweep of the clock gets one of its own, and so does what is given up by then: nobody
 * waits two minutes for the truth, and no words of a chat stay for two. What failed is told when all the rest is done.
 */
export const sweepJob =
  <Item extends Delivery>(channel: Channel<Item>, again: (afterSeconds: number) => Promise<void>) =>
  async () => {
    const { nextEndAt, failed = [] } = await sweep(channel)
    const seconds = nextEndAt ? Math.ceil((nextEndAt.getTime() - channel.clock().getTime()) / 1000) : null
    if (seconds !== null && seconds <= minuteSeconds) await again(Math.max(1, seconds))
    throwIfFailed(failed, `the sweep of: ${channel.said.name}`)
  }
