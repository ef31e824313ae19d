import { shippingDeclaration } from './declaration.ts'

type MessageKind = keyof typeof shippingDeclaration.messages

/** What may only come before somebody answered. */
const beforeAnswer: readonly string[] = ['proposal', 'reminder'] satisfies MessageKind[]

const reserved: readonly string[] = ['proposal', 'answer', 'pickup', 'end'] satisfies MessageKind[]

/** The kinds of message that say how a shipment stands. */
export const shipmentMessageKinds = Object.entries(shippingDeclaration.messages)
  .filter(([, { subject }]) => subject === 'shipment')
  .map(([kind]) => kind)

/**
 * Whether one more message of `kind` may go out for a shipment whose messages so far are `existing`: five at most, one
 * each for what is reserved and one for anything else. A correction, which comes before any answer, always fits; where a
 * reminder went out before it, the pickup gives way. What does not fit stands on the page only.
 */
export function withinBudget(existing: readonly string[], kind: string): boolean {
  if (kind === 'amendment') return existing.every((other) => beforeAnswer.includes(other))
  const others = existing.filter((other) => !reserved.includes(other))
  if (kind === 'pickup' && others.length > 1) return false
  if (reserved.includes(kind)) return !existing.includes(kind)
  return others.length === 0
}
