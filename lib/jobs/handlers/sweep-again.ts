import type { Clock } from '../../kernel/clock.ts'
import { type Failed, throwIfFailed } from '../../kernel/on-its-own.ts'

type Swept = { nextEndAt: Date | null; failed?: Failed[] | undefined }

type Sweep = { what: string; clock: Clock; sweep(): Promise<Swept>; again(afterSeconds: number): Promise<void> }

const minuteSeconds = 60

/**
 * A lease that ends before the next sweep of the clock gets one of its own, and so does a reply that is given up: nobody
 * waits two minutes for the truth, and no words of a chat stay for two. What failed is told when all the rest is done.
 */
export const sweepJob =
  ({ what, clock, sweep, again }: Sweep) =>
  async () => {
    const { nextEndAt, failed = [] } = await sweep()
    const seconds = nextEndAt ? Math.ceil((nextEndAt.getTime() - clock().getTime()) / 1000) : null
    if (seconds !== null && seconds <= minuteSeconds) await again(Math.max(1, seconds))
    throwIfFailed(failed, what)
  }
