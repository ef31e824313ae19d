import { type OrderDeps, sweepOrders } from '../../carrier/index.ts'

type Deps = OrderDeps & { sweepAgain: (afterSeconds: number) => Promise<void> }

const minuteSeconds = 60

/** A lease that ends before the next sweep of the clock gets one of its own. */
export const sweepOrdersJob = (deps: Deps) => async () => {
  const { nextLeaseEndsAt } = await sweepOrders(deps)
  if (!nextLeaseEndsAt) return
  const seconds = Math.ceil((nextLeaseEndsAt.getTime() - deps.clock().getTime()) / 1000)
  if (seconds <= minuteSeconds) await deps.sweepAgain(Math.max(1, seconds))
}
