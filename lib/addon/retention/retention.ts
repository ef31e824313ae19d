import { addSeconds } from '#lib/kernel/clock.ts'

/** How long an item is kept, in seconds after its moment. */
export type RetentionRule = { keptSeconds: number; after: 'arrival' | 'last_change' | 'last_refresh' | 'end' }

/** What is kept of people, by item. */
export type Retention<Item extends string> = Readonly<Record<Item, RetentionRule>>

/** Forgets, in a transaction, what one part of an add-on knows of a Divar user. */
export type Forgetter<Tx> = (tx: Tx, divarUserId: string, now: Date) => Promise<unknown>

/** For each item the moment before which it is erased. */
export function erasureLimits<Item extends string>(retention: Retention<Item>, now: Date): Record<Item, Date> {
  const entries = Object.entries<RetentionRule>(retention).map(([item, { keptSeconds }]) => [
    item,
    addSeconds(now, -keptSeconds),
  ])
  return Object.fromEntries(entries) as Record<Item, Date>
}
