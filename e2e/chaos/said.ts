import { messageKey } from './check.ts'

/** What Peyk said was done, by the keys by which it is looked for at the end. */
export type Said = {
  /** Conversation and tracking code, as the shipment's page says them. */
  bookings: Set<string>
  acceptances: Set<string>
  /** Tracking code and state, answered to the carrier with 200. */
  steps: Set<string>
  /** Conversation and kind of message, of everything above that is told in the chat. */
  messages: Set<string>
  /** Ids of events, answered to Divar with 200. */
  events: Set<string>
  /** Whose patience ended before the next yes. What was said to them before counts like everybody's. */
  givenUp: string[]
}

export const nothingSaid = (): Said => ({
  bookings: new Set(),
  acceptances: new Set(),
  steps: new Set(),
  messages: new Set(),
  events: new Set(),
  givenUp: [],
})

/** What the chat must have heard of once this was acknowledged. */
export function mustBeTold(said: Said, conversationId: string, kind: string): void {
  said.messages.add(messageKey(conversationId, kind))
}
