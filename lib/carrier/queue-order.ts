import { newId } from '../kernel/ids.ts'
import type { CarrierOrder, NewOrder } from './carrier-order.ts'
import type { QueueOrderDeps } from './ports.ts'

/**
 * Writes an order for the carrier and its job in the caller's transaction, beside the change it tells of. The same
 * (shipment, type, reference) again changes nothing and gives the order that is there.
 */
export async function queueOrder(
  { orders, wake, clock }: QueueOrderDeps,
  { shipmentId, type, reference = '', at, dueAt }: NewOrder,
): Promise<CarrierOrder> {
  const existing = await orders.lockShipment(shipmentId)
  const same = existing.find((other) => other.type === type && other.reference === reference)
  if (same) return same
  const now = clock()
  const order: CarrierOrder = {
    id: newId(),
    shipmentId,
    type,
    reference,
    position: Math.max(0, ...existing.map(({ position }) => position)) + 1,
    happenedAt: at,
    state: 'queued',
    attempts: 0,
    dueAt: dueAt ?? now,
    firstQueuedAt: now,
    claimId: null,
    claimedUntil: null,
    lastReason: null,
    deliveredAt: null,
  }
  await orders.insert(order)
  if (order.dueAt <= now) await wake(order.id)
  return order
}
