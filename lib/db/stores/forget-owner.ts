import { and, eq, exists, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { grants, parties, seats, sessionUsers } from '../schema/access.ts'
import { assistantConversations, assistantPosts, assistants } from '../schema/assistant.ts'
import { botConversations, notices, supportRequests, xoGames } from '../schema/chatbot.ts'
import { eventTexts } from '../schema/inbox.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'

// What the assistant and the chatbot keep of one person.

/** How many rows went. */
const remove = async (db: Db, table: PgTable, where: SQL | undefined) =>
  (await db.delete(table).where(where).returning({ one: sql`1` })).length

const receiving = 'DEMAND'

/** What was photographed at somebody's door goes with what is known of them: `received` says of which shipments. */
const forgetProofs = async (db: Db, received: SQL | undefined) =>
  await remove(
    db,
    outbox,
    exists(
      db
        .select({ one: sql`1` })
        .from(shipments)
        .where(and(eq(outbox.channel, 'proofs'), eq(shipments.id, outbox.id), received)),
    ),
  )

async function forgetProofsOfUser(db: Db, divarUserId: string): Promise<void> {
  const at = (table: typeof parties | typeof grants | typeof seats) => {
    const side = and(eq(table.conversationId, shipments.conversationId), eq(table.side, receiving))
    return exists(
      db
        .select({ one: sql`1` })
        .from(table)
        .where(and(side, eq(table.divarUserId, divarUserId))),
    )
  }
  const told = and(eq(notices.shipmentId, shipments.id), eq(notices.side, receiving))
  const asked = exists(
    db
      .select({ one: sql`1` })
      .from(notices)
      .where(and(told, eq(notices.divarUserId, divarUserId))),
  )
  await forgetProofs(db, or(at(parties), at(grants), at(seats), asked))
}

/**
 * Everything of a user that hangs on no seat. Their assistants stay as ids that say why they ended: an open page, or a
 * bookmark, finds out. Before their grants are emptied, since what was queued is found by them.
 */
export async function forgetOwner(db: Db, divarUserId: string, now: Date): Promise<void> {
  // A reply that is being queued is there by now, and found below.
  const own = eq(assistants.divarUserId, divarUserId)
  await db.select({ id: assistants.id }).from(assistants).where(own).orderBy(assistants.id).for('update')
  const theirs = and(eq(grants.id, outbox.grantId), eq(grants.divarUserId, divarUserId))
  const granted = exists(db.select({ one: sql`1` }).from(grants).where(theirs))
  await remove(db, outbox, and(inArray(outbox.subject, ['conversation', 'notice']), granted))
  const owned = await db
    .update(assistants)
    .set({
      divarUserId: '',
      postToken: '',
      grantId: null,
      wording: null,
      claimId: null,
      claimedUntil: null,
      state: 'ended',
      reason: 'access_revoked',
      watchedSince: null,
      subscribedUntil: null,
      subscribedWith: null,
      messagesRead: 0,
      answered: 0,
      booked: 0,
      lastFailure: null,
      inboxUntil: null,
      updatedAt: now,
    })
    .where(eq(assistants.divarUserId, divarUserId))
    .returning({ id: assistants.id })
  const ids = owned.map(({ id }) => id)
  await remove(db, assistantConversations, inArray(assistantConversations.assistantId, ids))
  await remove(db, assistantPosts, inArray(assistantPosts.assistantId, ids))
  await remove(db, eventTexts, inArray(eventTexts.assistantId, ids))
  const talks = await db
    .delete(botConversations)
    .where(eq(botConversations.divarUserId, divarUserId))
    .returning({ id: botConversations.conversationId })
  const conversations = talks.map(({ id }) => id)
  await remove(db, eventTexts, inArray(eventTexts.conversationId, conversations))
  await remove(db, xoGames, inArray(xoGames.conversationId, conversations))
  const asked = or(eq(supportRequests.divarUserId, divarUserId), inArray(supportRequests.conversationId, conversations))
  await remove(db, supportRequests, asked)
  await forgetProofsOfUser(db, divarUserId)
  await remove(db, sessionUsers, eq(sessionUsers.divarUserId, divarUserId))
}

/**
 * Ends a user's notices, with what of them was queued. After their grants were emptied: anyone who turns notices on, or
 * queues one, at the same moment holds what this waits for, and is seen here.
 */
export async function forgetNotices(db: Db, divarUserId: string): Promise<void> {
  const ended = await db.delete(notices).where(eq(notices.divarUserId, divarUserId)).returning()
  const subjects = ended.map(({ shipmentId, side }) => `${shipmentId}:${side}`)
  await remove(db, outbox, and(eq(outbox.subject, 'notice'), inArray(outbox.subjectId, subjects)))
}
