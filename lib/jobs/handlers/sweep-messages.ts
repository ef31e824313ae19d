import { type MessageDeps, sweepMessages } from '../../messages/index.ts'

type Deps = MessageDeps & { sweepAgain: (afterSeconds: number) => Promise<void> }

const minuteSeconds = 60

/**
 * A lease that ends before the next sweep of the clock gets one of its own, and so does a reply that is given up: nobody
 * waits two minutes for the truth, and no words of a chat stay for two.
 */
export const sweepMessagesJob = (deps: Deps) => async () => {
  const { nextEndAt } = await sweepMessages(deps)
  if (!nextEndAt) return
  const seconds = Math.ceil((nextEndAt.getTime() - deps.clock().getTime()) / 1000)
  if (seconds <= minuteSeconds) await deps.sweepAgain(Math.max(1, seconds))
}
