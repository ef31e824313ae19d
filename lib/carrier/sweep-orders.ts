import { type Failed, separateParts } from '../kernel/on-its-own.ts'
import type { OrderDeps } from './ports.ts'

/** How many due orders one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 500

/** `failed`: what was left as it was. */
export type OrdersSwept = { requeued: number; woken: number; nextLeaseEndsAt: Date | null; failed?: Failed[] }

/**
 * Every minute and at boot: an order whose lease ran out is queued again (its worker died; if the order arrived, the
 * carrier knows the repeat by its id), and due orders are woken, also those whose job was lost.
 */
export async function sweepOrders(deps: OrderDeps): Promise<OrdersSwept> {
  const now = deps.clock()
  const { part, each, failed } = separateParts()
  const ended = await part('leases', [], async () => await deps.orders.endLeases(now))
  const due = await part('due', [], async () => await deps.orders.due(now, wakeAtOnce))
  await each(due, String, deps.wake)
  const nextLeaseEndsAt = await deps.orders.nextLeaseEnd()
  return { requeued: ended.length, woken: due.length, nextLeaseEndsAt, ...(failed.length > 0 && { failed }) }
}
