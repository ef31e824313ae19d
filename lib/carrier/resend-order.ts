import { queue, type Wake } from '#lib/addon/outbox/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { CarrierWebhook } from './carrier-webhook.ts'
import type { WebhookTransaction } from './ports.ts'

/** What an order was about is erased: nothing would leave. */
const nothingLeft = 'nothing_left'

/** Whether an order that was given up may be sent again. It has the same id then, so that a system that got it knows it again. */
export const maySendAgain = ({ state, lastReason }: Pick<CarrierWebhook, 'state' | 'lastReason'>): boolean =>
  state === 'dead' && lastReason !== nothingLeft

/** Orders in the caller's transaction, and what has them leave after it. */
export type ResendTx = { orders: WebhookTransaction; wake: Wake }

/**
 * Queues an order that was given up in the caller's transaction, with all its attempts before it. False: it stands otherwise
 * by now, or there is nothing left to send. Of two at once one counts.
 */
export async function resendOrder(
  { orders, wake, clock }: ResendTx & { clock: Clock },
  order: CarrierWebhook,
): Promise<boolean> {
  let isQueued = false
  await queue<CarrierWebhook>(
    { rows: orders, wake, clock },
    {
      orderKey: order.shipmentId,
      isSame: ({ id }) => id === order.id,
      revives: maySendAgain,
      // Erased since it was read: nothing is put in its place.
      fits: (existing) => existing.some(({ id }) => id === order.id),
      build({ now }, same) {
        isQueued = true
        const fresh = { attempts: 0, dueAt: now, firstQueuedAt: now, claimId: null, claimedUntil: null }
        return { ...(same ?? order), ...fresh, state: 'queued', lastReason: 'sent_again' }
      },
    },
  )
  return isQueued
}
