import { type MessageDeps, sweepMessages } from '../../messages/index.ts'

type Deps = MessageDeps & { sweepAgain: (afterSeconds: number) => Promise<void> }

const minuteSeconds = 60

/** A lease that ends before the next sweep of the clock gets one of its own: nobody waits two minutes for the truth. */
export const sweepMessagesJob = (deps: Deps) => async () => {
  const { nextLeaseEndsAt } = await sweepMessages(deps)
  if (!nextLeaseEndsAt) return
  const seconds = Math.ceil((nextLeaseEndsAt.getTime() - deps.clock().getTime()) / 1000)
  if (seconds <= minuteSeconds) await deps.sweepAgain(Math.max(1, seconds))
}
