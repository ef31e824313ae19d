import type { Clock } from '#lib/kernel/clock.ts'
import { failedIn, separateParts, throwIfFailed } from '#lib/kernel/on-its-own.ts'
import { erasureLimits, type Retention } from './retention.ts'

/** Erases of one item what is due at or before a moment; gives how many rows went. */
export type Eraser = (dueBefore: Date) => Promise<number>

/** One for each item. */
export type Erasers<Item extends string> = Readonly<Record<Item, Eraser>>

/** Asks of an eraser without an item what cannot be there: a spread record would carry it past the compiler. */
type NoneElse<E, Item extends string> = { [Extra in Exclude<keyof E, Item>]: { isNotDeclared: Extra } }

/**
 * Erases all that is kept no longer, item after item as they are declared; gives how many rows of each went. An eraser that
 * throws holds up no other: what failed is told at the end, in one fault.
 */
export async function eraseDue<Item extends string, E extends Erasers<Item>>(due: {
  retention: Retention<Item>
  erasers: E & NoneElse<E, Item>
  clock: Clock
}): Promise<Record<Item, number>> {
  const limits = erasureLimits(due.retention, due.clock())
  const { failed, part } = separateParts()
  const gone = {} as Record<Item, number>
  for (const [item, dueBefore] of Object.entries(limits) as [Item, Date][]) {
    gone[item] = await part(item, 0, async () => await due.erasers[item](dueBefore))
  }
  throwIfFailed(failed.flatMap(failedIn), 'what is over')
  return gone
}
