import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { ChatMessage } from '../../messages/index.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** What Peyk posts in a conversation: a row per (subject, kind, occurrence), sent in the order of `position`. */
export const chatMessages = pgTable(
  'chat_messages',
  {
    id: text('id').primaryKey(),
    subject: text('subject').notNull(),
    subjectId: text('subject_id').notNull(),
    kind: text('kind').notNull(),
    occurrence: integer('occurrence').notNull(),
    position: integer('position').notNull(),
    conversationId: text('conversation_id').notNull(),
    grantId: text('grant_id'),
    senderSide: text('sender_side').notNull(),
    /** Empty where it stands sealed, which it does only until it has left. */
    text: text('text').notNull(),
    sealedText: text('sealed_text'),
    /** Where it goes: `conversation`, that of a post, or `bot_user`, the chatbot's with whoever granted it. */
    channel: text('channel').notNull().default('conversation'),
    senderButtons: jsonb('sender_buttons').$type<ChatMessage['senderButtons']>(),
    receiverButtons: jsonb('receiver_buttons').$type<ChatMessage['senderButtons']>(),
    state: text('state').notNull(),
    /** Its subject went on without it: it may still turn out as sent, but nothing sends it (again). */
    overtaken: boolean('overtaken').notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    dueAt: moment('due_at').notNull(),
    firstQueuedAt: moment('first_queued_at').notNull(),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
    lastReason: text('last_reason'),
    sentAt: moment('sent_at'),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    unique('chat_messages_once').on(table.subject, table.subjectId, table.kind, table.occurrence),
    unique('chat_messages_order').on(table.subject, table.subjectId, table.position),
    index('chat_messages_echo').on(table.conversationId).where(sql`${table.state} in ('sending', 'unconfirmed')`),
    index('chat_messages_open').on(table.state).where(sql`${table.state} in ('queued', 'sending', 'unconfirmed')`),
    index('chat_messages_of_no_shipment').on(table.createdAt).where(sql`${table.subject} <> 'shipment'`),
    index('chat_messages_unfinished').on(table.dueAt).where(sql`${table.state} in ('queued', 'sending')`),
  ],
)
