import { queue, type Wake } from '#lib/addon/outbox/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { CarrierWebhook, NewWebhook } from './carrier-webhook.ts'
import type { WebhookTransaction } from './ports.ts'

/**
 * Writes an order for the carrier and its job in the caller's transaction, beside the change it tells of. The same
 * (shipment, type, reference) again changes nothing.
 */
export async function queueOrder(
  { orders, wake, clock }: { orders: WebhookTransaction; wake: Wake; clock: Clock },
  { shipmentId, type, at, dueAt, ...order }: NewWebhook,
): Promise<void> {
  const reference = order.reference ?? null
  await queue<CarrierWebhook>(
    { rows: orders, wake, clock },
    {
      orderKey: shipmentId,
      isSame: (other) => other.type === type && other.reference === reference,
      build: ({ id, position, now }) => ({
        id,
        shipmentId,
        type,
        reference,
        position,
        happenedAt: at,
        state: 'queued',
        attempts: 0,
        dueAt: dueAt ?? now,
        firstQueuedAt: now,
        claimId: null,
        claimedUntil: null,
        lastReason: null,
        deliveredAt: null,
      }),
    },
  )
}
