import type { EventText } from '#lib/assistant/index.ts'
import type { Db } from '../client.ts'
import { events } from '../schema/access.ts'
import { eventTexts } from '../schema/assistant.ts'

type Kept = { event: typeof events.$inferInsert; text: EventText | null }

/**
 * Keeps events, each once, with the texts that came with them, in one transaction. Gives for each whether it is new: of two
 * with the same id the first.
 */
export async function keepEvents(db: Db, all: readonly Kept[]): Promise<boolean[]> {
  return await db.transaction(async (tx) => {
    const rows = await tx
      .insert(events)
      .values(all.map(({ event }) => event))
      .onConflictDoNothing()
      .returning({ id: events.id })
    const left = new Set(rows.map(({ id }) => id))
    const areNew = all.map(({ event }) => left.delete(event.id))
    const texts = all.flatMap(({ text }, index) => (text && areNew[index] ? [text] : []))
    if (texts.length > 0) await tx.insert(eventTexts).values(texts).onConflictDoNothing()
    return areNew
  })
}
