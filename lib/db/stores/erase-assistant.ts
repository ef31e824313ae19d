import { and, eq, exists, inArray, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { RetentionItem } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { grants, parties, seats } from '../schema/access.ts'
import { assistantConversations, assistantPosts, assistants, eventTexts, sessionUsers } from '../schema/assistant.ts'
import { botConversations, notices, supportRequests, xoGames } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'
import { erasePieces } from './question-pieces.ts'
import type { Remover } from './remove.ts'

// What the assistant and the chatbot keep: grown old, or of one person.

/** How many rows went. */
const remove = async (db: Db, table: PgTable, where: SQL | undefined) =>
  (await db.delete(table).where(where).returning({ one: sql`1` })).length

type Item =
  | 'support_text'
  | 'proof'
  | 'assistant'
  | 'assistant_conversation'
  | 'question_piece'
  | 'chat_text'
  | 'bot_conversation'
  | 'game'

/** Permissions, and the notices that were asked for with them: those last as long as the shipment, but not without one. */
export async function eraseGrants({ remove }: Remover, db: Db, over: SQL | undefined): Promise<number> {
  const theirs = db.select({ id: grants.id }).from(grants).where(over)
  await remove(notices, inArray(notices.grantId, theirs))
  return await remove(grants, over)
}

export async function eraseAssistantRows(
  all: Remover,
  db: Db,
  before: Record<RetentionItem, Date>,
): Promise<Record<Item, number>> {
  const { remove } = all
  // What the assistant wrote in a conversation goes with what is known of that conversation.
  await remove(outbox, and(eq(outbox.subject, 'conversation'), lte(outbox.at, before.assistant_conversation)))
  await remove(outbox, and(eq(outbox.subject, 'notice'), lte(outbox.at, before.assistant)))
  // Of a request to the business nothing is left to tell.
  const asked = and(eq(outbox.kind, 'support.asked'), lte(outbox.firstQueuedAt, before.support_text))
  await remove(outbox, asked)
  return {
    support_text: await remove(supportRequests, lte(supportRequests.createdAt, before.support_text)),
    proof: await remove(outbox, and(eq(outbox.channel, 'proofs'), lte(outbox.at, before.proof))),
    assistant: await remove(assistants, and(ne(assistants.state, 'on'), lte(assistants.updatedAt, before.assistant))),
    assistant_conversation: await remove(
      assistantConversations,
      lte(assistantConversations.lastEventAt, before.assistant_conversation),
    ),
    question_piece: await erasePieces(all, db, before.question_piece),
    chat_text: await remove(eventTexts, lte(eventTexts.receivedAt, before.chat_text)),
    bot_conversation: await remove(botConversations, lte(botConversations.updatedAt, before.bot_conversation)),
    game: await remove(xoGames, lte(xoGames.updatedAt, before.game)),
  }
}

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
      ...{ divarUserId: '', postToken: '', grantId: null, wording: null, claimId: null, claimedUntil: null },
      ...{ state: 'ended', reason: 'access_revoked', watchedSince: null, subscribedUntil: null, subscribedWith: null },
      ...{ messagesRead: 0, answered: 0, booked: 0, lastFailure: null, inboxUntil: null, updatedAt: now },
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
 * Ends a user's notices, with what of them was queued. After their grants were emptied: whoever turns notices on, or
 * queues one, at the same moment holds what this waits for, and is seen here.
 */
export async function forgetNotices(db: Db, divarUserId: string): Promise<void> {
  const ended = await db.delete(notices).where(eq(notices.divarUserId, divarUserId)).returning()
  const subjects = ended.map(({ shipmentId, side }) => `${shipmentId}:${side}`)
  await remove(db, outbox, and(eq(outbox.subject, 'notice'), inArray(outbox.subjectId, subjects)))
}
