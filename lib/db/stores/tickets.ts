import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { insertRows } from '../insert-rows.ts'
import { tickets } from '../schema/access.ts'

type Methods = Pick<AccessStore, 'insertTickets' | 'findTicket' | 'redeemTicket'>

export function ticketRows(db: Db): Methods {
  return {
    async insertTickets(all) {
      // What was stored by a statement of which nothing was heard is the very same row.
      await db.execute(sql`${insertRows(tickets, all)} on conflict (ticket_hash) do nothing`)
    },
    async findTicket(ticketHash) {
      const [row] = await db.select().from(tickets).where(eq(tickets.ticketHash, ticketHash))
      return row ?? null
    },
    async redeemTicket(ticketHash, sessionId, now) {
      const [row] = await db
        .update(tickets)
        .set({ redeemedAt: now, redeemedBySessionId: sessionId })
        .where(and(eq(tickets.ticketHash, ticketHash), isNull(tickets.redeemedAt), gt(tickets.expiresAt, now)))
        .returning()
      return row ?? null
    },
  }
}
