import { messageKey } from './check.ts'

/** What Peyk said was done, by the keys by which it is looked for at the end. */
export type Said = {
  /** Links that Divar was answered and that were followed to their end. */
  launches: Set<string>
  /** Conversation and tracking code, as the shipment's page says them. */
  bookings: Set<string>
  acceptances: Set<string>
  /** Tracking code and state, answered to the carrier with 200. */
  steps: Set<string>
  /** Tracking codes for which the desk's page said that a courier was sent. */
  sent: Set<string>
  /** Tracking codes of a courier's taps answered with 200. */
  taps: Set<string>
  /** Tracking codes whose page showed the buyer what they had reported. */
  reports: Set<string>
  /** Threads in which the carrier's answer was taken with 200. */
  replies: Set<string>
  /** Tracking codes of pictures answered to the carrier with 200. */
  proofs: Set<string>
  /** Conversation and kind of message, of everything above that is told in the chat. */
  messages: Set<string>
  /** Ids of events, answered to Divar with 200. */
  events: Set<string>
  /** Those of the launches that Peyk knew when they were followed. */
  known: string[]
  /** Whose patience ended before the next yes. What was said to them before counts like everybody's. */
  givenUp: string[]
}

export const nothingSaid = (): Said => ({
  launches: new Set(),
  bookings: new Set(),
  acceptances: new Set(),
  steps: new Set(),
  sent: new Set(),
  taps: new Set(),
  reports: new Set(),
  replies: new Set(),
  proofs: new Set(),
  messages: new Set(),
  events: new Set(),
  known: [],
  givenUp: [],
})

/** What the chat must have heard of once this was acknowledged. */
export function mustBeTold(said: Said, conversationId: string, kind: string): void {
  said.messages.add(messageKey(conversationId, kind))
}
