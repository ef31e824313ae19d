import type { Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Delivery, OutboxTransaction, Wake } from './delivery.ts'

type QueueDeps<Item extends Delivery> = { rows: OutboxTransaction<Item>; wake: Wake; clock: Clock }

type Wanted<Item> = {
  orderKey: string
  /** Whether one that is there is this very one. */
  isSame(other: Item): boolean
  /** Whether that one is replaced instead of being left as it is. */
  revives?(same: Item): boolean
  /** Whether one more fits beside those that are there. */
  fits?(existing: readonly Item[]): boolean
  build(base: { id: string; position: number; now: Date }, same: Item | null): Item
}

export type Queued<Item> = { ok: true; item: Item; created: boolean } | { ok: false; reason: 'over_budget' }

/**
 * Writes a delivery and its job in the caller's transaction, beside the change that it tells of. The same once more changes
 * nothing and gives the one that is there, unless that one is to be revived.
 */
export async function queue<Item extends Delivery>(
  { rows, wake, clock }: QueueDeps<Item>,
  { orderKey, isSame, revives, fits, build }: Wanted<Item>,
): Promise<Queued<Item>> {
  const existing = await rows.lock(orderKey)
  const same = existing.find(isSame) ?? null
  if (same && !revives?.(same)) return { ok: true, item: same, created: false }
  if (fits && !fits(existing)) return { ok: false, reason: 'over_budget' }
  const now = clock()
  const position = same?.position ?? Math.max(0, ...existing.map((other) => other.position)) + 1
  const item = build({ id: same?.id ?? newId(), position, now }, same)
  await (same ? rows.replace(item) : rows.insert(item))
  if (item.state === 'queued' && item.dueAt <= now) await wake(item.id)
  return { ok: true, item, created: !same }
}
