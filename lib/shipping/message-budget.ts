import { shippingDeclaration } from './declaration.ts'

type MessageKind = keyof typeof shippingDeclaration.messages

const reserved: readonly string[] = ['proposal', 'answer', 'pickup', 'end'] satisfies MessageKind[]

/** The kinds of message that say how a shipment stands. */
export const shipmentMessageKinds = Object.entries(shippingDeclaration.messages)
  .filter(([, { subject }]) => subject === 'shipment')
  .map(([kind]) => kind)

/**
 * Whether one more message of `kind` may go out for a shipment whose messages so far are `existing`: five at most, one
 * each for what is reserved and one for anything else. What does not fit stands on the page only.
 */
export function withinBudget(existing: readonly string[], kind: string): boolean {
  if (reserved.includes(kind)) return !existing.includes(kind)
  return existing.every((other) => reserved.includes(other))
}
