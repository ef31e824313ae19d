import type { CarrierWebhookType } from '#lib/shipping/index.ts'

/** An order for another system that was given up. */
export type DeadOrder = {
  id: string
  /** A shipment's, or that of a question in the chatbot. */
  subjectId: string
  type: CarrierWebhookType
  happenedAt: Date
  attempts: number
  lastReason: string | null
}

/** A message about a shipment that Divar refused, or of which nobody knows whether it stands in the chat. */
export type StuckMessage = {
  id: string
  shipmentId: string
  kind: string
  state: 'refused' | 'unconfirmed'
  at: Date
  lastReason: string | null
}

/**
 * Why the desk does not send a message again. `unconfirmed`: it may stand in the chat, and only the side in whose name it does
 * can see that. `refused`: Divar took it for none to be sent. `gave_up`: it could not leave for so long that it is no news.
 */
export type WhyNot = 'unconfirmed' | 'refused' | 'gave_up'

export const whyNotAgain = ({ state, lastReason }: Pick<StuckMessage, 'state' | 'lastReason'>): WhyNot =>
  state === 'unconfirmed' ? state : lastReason === 'gave_up' ? lastReason : 'refused'
