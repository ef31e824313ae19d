import { type ProofDeps, sweepProofs } from '../../carrier/index.ts'

type Deps = ProofDeps & { sweepAgain: (afterSeconds: number) => Promise<void> }

const minuteSeconds = 60

/** A lease that ends before the next sweep of the clock gets one of its own. */
export const sweepProofsJob = (deps: Deps) => async () => {
  const { nextLeaseEndsAt } = await sweepProofs(deps)
  if (!nextLeaseEndsAt) return
  const seconds = Math.ceil((nextLeaseEndsAt.getTime() - deps.clock().getTime()) / 1000)
  if (seconds <= minuteSeconds) await deps.sweepAgain(Math.max(1, seconds))
}
