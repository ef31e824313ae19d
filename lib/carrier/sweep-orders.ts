import type { OrderDeps } from './ports.ts'

/** How many due orders one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 500

export type OrdersSwept = { requeued: number; woken: number; nextLeaseEndsAt: Date | null }

/**
 * Every minute and at boot: an order whose lease ran out is queued again (its worker died; if the order arrived, the
 * carrier knows the repeat by its id), and due orders are woken, also those whose job was lost.
 */
export async function sweepOrders(deps: OrderDeps): Promise<OrdersSwept> {
  const now = deps.clock()
  const ended = await deps.orders.endLeases(now)
  const due = await deps.orders.due(now, wakeAtOnce)
  for (const id of due) await deps.wake(id)
  return { requeued: ended.length, woken: due.length, nextLeaseEndsAt: await deps.orders.nextLeaseEnd() }
}
