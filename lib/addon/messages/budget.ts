import type { MessageKind } from './chat-message.ts'

const reserved: readonly MessageKind[] = ['proposal', 'answer', 'pickup', 'end']

/**
 * Whether one more message of `kind` may go out for a shipment whose messages so far are `existing`: five at most, one
 * each for what is reserved and one for anything else. What does not fit stands on the page only.
 */
export function withinBudget(existing: readonly MessageKind[], kind: MessageKind): boolean {
  if (reserved.includes(kind)) return !existing.includes(kind)
  return existing.every((other) => reserved.includes(other))
}
