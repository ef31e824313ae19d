import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { XoGame } from '#lib/chatbot/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import { moment } from '../columns.ts'
import { shipments } from './shipping.ts'

/** A conversation with the chatbot: whose it proved to be, and what the bot waits for. No text stands here. */
export const botConversations = pgTable(
  'bot_conversations',
  {
    conversationId: text('conversation_id').primaryKey(),
    divarUserId: text('divar_user_id'),
    grantId: text('grant_id'),
    linkedAt: moment('linked_at'),
    topic: text('topic'),
    topicUntil: moment('topic_until'),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    index('bot_conversations_divar_user_id').on(table.divarUserId),
    index('bot_conversations_updated_at').on(table.updatedAt),
  ],
)

export const xoGames = pgTable(
  'xo_games',
  {
    conversationId: text('conversation_id').primaryKey(),
    game: text('game').notNull(),
    board: text('board').notNull(),
    version: integer('version').notNull(),
    startedBy: text('started_by').$type<XoGame['startedBy']>().notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('xo_games_updated_at').on(table.updatedAt)],
)

/**
 * What somebody asked of the courier business in the chatbot, in one or more messages. The text is sealed. It grows until
 * its order leaves; without an order it is a greeting that waits for a wish.
 */
export const supportRequests = pgTable(
  'support_requests',
  {
    id: text('id').primaryKey(),
    conversationId: text('conversation_id').notNull(),
    divarUserId: text('divar_user_id'),
    sealedText: text('sealed_text').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('support_requests_created_at').on(table.createdAt),
    index('support_requests_divar_user_id').on(table.divarUserId),
    index('support_requests_conversation_id').on(table.conversationId, table.createdAt),
  ],
)

/** Who wants a shipment's steps told in the chatbot: a side of it, as the Divar user who asked. */
export const notices = pgTable(
  'notices',
  {
    shipmentId: text('shipment_id')
      .notNull()
      .references(() => shipments.id, { onDelete: 'cascade' }),
    side: text('side').$type<Side>().notNull(),
    divarUserId: text('divar_user_id').notNull(),
    grantId: text('grant_id').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.side] }),
    index('notices_divar_user_id').on(table.divarUserId),
    index('notices_grant_id').on(table.grantId),
  ],
)
