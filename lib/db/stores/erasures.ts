import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { sessions } from '../schema/access.ts'
import { events } from '../schema/inbox.ts'

// A consent that comes back names its user only when Divar has been asked, and the user may have taken everything back
// meanwhile. So it goes by whether anybody's data was erased in between: that is rare, and asking once more is cheap.

const lock = 7_342_902

/** The mark of the last erasure: a word that says nothing of whose it was. */
const mark = 'last-erasure'

/** Waits for the consents that are being kept, and keeps others waiting until this transaction ends. */
export async function beginErasure(db: Db, now: Date): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${lock})`)
  const word = { type: randomUUID(), receivedAt: now }
  await db
    .insert(events)
    .values({ id: mark, ...word })
    .onConflictDoUpdate({ target: events.id, set: word })
}

export function erasureRows(db: Db): Pick<AccessStore, 'lastErasure' | 'holdErasures' | 'sessionStands'> {
  return {
    async lastErasure() {
      const [row] = await db.select({ word: events.type }).from(events).where(eq(events.id, mark))
      return row?.word ?? null
    },
    async holdErasures() {
      await db.execute(sql`select pg_advisory_xact_lock_shared(${lock})`)
    },
    async sessionStands(sessionId) {
      const rows = await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId)).for('share')
      return rows.length === 1
    },
  }
}
