import type { Delivery } from '#lib/addon/outbox/index.ts'
import type { CarrierWebhookType } from '#lib/shipping/index.ts'

/** `queued` and `sending` are on the way. `dead`: it was given up, and nothing happens to it by itself any more. */
export const webhookStates = ['queued', 'sending', 'delivered', 'dead'] as const

export type WebhookState = (typeof webhookStates)[number]

export type NewWebhook = {
  /** Of `support.asked` the request's id: orders of one id are told in order. */
  shipmentId: string
  type: CarrierWebhookType
  /** Of a problem its id, of an erased contact its end (`pickup` or `dropoff`), else nothing. */
  reference?: string
  /** When that of which the carrier is told happened. */
  at: Date
  /** When it is to leave; at once where nothing is said. The sweep finds what is due later. */
  dueAt?: Date
}

/**
 * What the carrier is told, without its body: that is composed when it leaves, so that no address stands here. Its id is the
 * `webhook-id`, the same on every repeat.
 */
export type CarrierWebhook = Delivery & {
  shipmentId: string
  type: CarrierWebhookType
  /** As in `NewOrder`; null: nothing. */
  reference: string | null
  happenedAt: Date
  state: WebhookState
  deliveredAt: Date | null
}
