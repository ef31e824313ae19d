import { addSeconds } from '#lib/kernel/clock.ts'

const day = 24 * 60 * 60

/**
 * What is kept, and how long after its moment. The erasing job and the privacy page are both made from this table, so
 * that neither can promise what the other does not do.
 */
export const retention = [
  { item: 'draft', keptSeconds: day, after: 'last_change' },
  { item: 'shipment_address', keptSeconds: 7 * day, after: 'end' },
  { item: 'unfinished_shipment_address', keptSeconds: 0, after: 'end' },
  { item: 'problem_text', keptSeconds: 7 * day, after: 'end' },
  { item: 'shipment_trace', keptSeconds: 30 * day, after: 'end' },
  { item: 'carrier_call', keptSeconds: day, after: 'arrival' },
  { item: 'support_text', keptSeconds: 7 * day, after: 'arrival' },
  { item: 'proof', keptSeconds: 7 * day, after: 'arrival' },
  { item: 'assistant', keptSeconds: 30 * day, after: 'last_change' },
  { item: 'assistant_conversation', keptSeconds: 30 * day, after: 'last_change' },
  { item: 'question_piece', keptSeconds: 60, after: 'arrival' },
  { item: 'chat_text', keptSeconds: 60, after: 'arrival' },
  { item: 'bot_conversation', keptSeconds: 30 * day, after: 'last_change' },
  { item: 'game', keptSeconds: 7 * day, after: 'last_change' },
  { item: 'grant', keptSeconds: 30 * day, after: 'last_refresh' },
  { item: 'session', keptSeconds: 0, after: 'end' },
  { item: 'ticket', keptSeconds: day, after: 'end' },
  { item: 'oauth_attempt', keptSeconds: day, after: 'end' },
  { item: 'rate_limit', keptSeconds: 0, after: 'end' },
  { item: 'event_id', keptSeconds: 7 * day, after: 'arrival' },
] as const

export type RetentionItem = (typeof retention)[number]['item']

/** For each item the moment before which it is erased. */
export function erasureLimits(now: Date): Record<RetentionItem, Date> {
  const entries = retention.map((row) => [row.item, addSeconds(now, -row.keptSeconds)] as const)
  return Object.fromEntries(entries) as Record<RetentionItem, Date>
}
