/** What the carrier is told. */
export const carrierWebhookTypes = [
  'shipment.accepted',
  'shipment.cancelled',
  'shipment.moved',
  'shipment.erased',
  'problem.reported',
  'support.asked',
  'thread.replied',
] as const

export type CarrierWebhookType = (typeof carrierWebhookTypes)[number]

/** `queued` and `sending` are on the way; `dead`: the carrier did not take it, and it is not tried again. */
export type CarrierWebhookState = 'queued' | 'sending' | 'delivered' | 'dead'
