import { and, eq, exists, inArray, lte, not, type SQLWrapper } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import type { ChatbotRetentionItem } from '#lib/chatbot/index.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { botConversations, notices, supportRequests, xoGames } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipments } from '../schema/shipping.ts'
import { eraserOf, type Remover } from './remove.ts'

/** Notices last as long as their shipment, but not without the permission that they were asked for with. */
export const removeNotices = async ({ remove }: Remover, grantIds: SQLWrapper) =>
  await remove(notices, inArray(notices.grantId, grantIds))

/** What the chatbot keeps, grown old. */
export function chatbotErasers(db: Db): Erasers<ChatbotRetentionItem> {
  const eraser = eraserOf(db)
  return {
    support_text: eraser(async ({ remove }, dueBefore) => {
      // Of a request to the business nothing is left to tell.
      await remove(outbox, and(eq(outbox.kind, 'support.asked'), lte(outbox.firstQueuedAt, dueBefore)))
      const ofShipment = exists(rowsOf(db, shipments, eq(shipments.id, outbox.subjectId)))
      const written = and(eq(outbox.channel, 'carrier_orders'), eq(outbox.kind, 'thread.replied'), not(ofShipment))
      await remove(outbox, and(written, lte(outbox.firstQueuedAt, dueBefore)))
      return await remove(supportRequests, lte(supportRequests.createdAt, dueBefore))
    }),
    bot_conversation: eraser(async ({ remove }, dueBefore) => {
      // The notices that it told a user, as long after they were told.
      await remove(outbox, and(eq(outbox.subject, 'notice'), lte(outbox.at, dueBefore)))
      return await remove(botConversations, lte(botConversations.updatedAt, dueBefore))
    }),
    game: eraser(async ({ remove }, dueBefore) => await remove(xoGames, lte(xoGames.updatedAt, dueBefore))),
  }
}
