import type { OrderDeps } from './ports.ts'

/** A wake-up later than this is left to the sweep. */
const longestWakeSeconds = 60

/** After an order moved: has its shipment's first queued order delivered when it is due, which may be the same one. */
export async function wakeNextOrder(deps: OrderDeps, shipmentId: string): Promise<void> {
  const next = await deps.orders.firstUnsettled(shipmentId)
  if (next?.state !== 'queued') return
  const seconds = Math.max(0, Math.ceil((next.dueAt.getTime() - deps.clock().getTime()) / 1000))
  if (seconds <= longestWakeSeconds) await deps.wake(next.id, seconds)
}
