import { and, eq, inArray, or } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { removeRows } from '../rows.ts'
import { botConversations, notices, supportRequests, xoGames } from '../schema/chatbot.ts'
import { eventTexts } from '../schema/inbox.ts'
import { outbox } from '../schema/outbox.ts'
import { removeGranted } from './forget-user.ts'

/** A user's own conversations with the bot, and all that was asked and said there. */
export async function forgetBotConversations(db: Db, divarUserId: string): Promise<void> {
  await removeGranted(db, 'notice', divarUserId)
  const talks = await db
    .delete(botConversations)
    .where(eq(botConversations.divarUserId, divarUserId))
    .returning({ id: botConversations.conversationId })
  const conversations = talks.map(({ id }) => id)
  await removeRows(db, eventTexts, inArray(eventTexts.conversationId, conversations))
  await removeRows(db, xoGames, inArray(xoGames.conversationId, conversations))
  const asked = or(eq(supportRequests.divarUserId, divarUserId), inArray(supportRequests.conversationId, conversations))
  await removeRows(db, supportRequests, asked)
}

/** Ends a user's notices, with what of them was queued: anyone who queues one at the same moment holds what this waits for. */
export async function forgetNotices(db: Db, divarUserId: string): Promise<void> {
  const ended = await db.delete(notices).where(eq(notices.divarUserId, divarUserId)).returning()
  const subjects = ended.map(({ shipmentId, side }) => `${shipmentId}:${side}`)
  await removeRows(db, outbox, and(eq(outbox.subject, 'notice'), inArray(outbox.subjectId, subjects)))
}
