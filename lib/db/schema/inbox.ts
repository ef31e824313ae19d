import { sql } from 'drizzle-orm'
import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from '../columns.ts'

/** Every event Divar sent, once. No text and no person is kept of it. */
export const events = pgTable(
  'events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    receivedAt: moment('received_at').notNull(),
  },
  (table) => [index('events_received_at').on(table.receivedAt)],
)

/** A message from Divar until it is handled, a minute at most. Its text is sealed. */
export const eventTexts = pgTable(
  'event_texts',
  {
    /** The event's. */
    id: text('id').primaryKey(),
    /** `post`: in a conversation of a post; `bot`: to the chatbot. */
    kind: text('kind').notNull(),
    /** Whose; empty for the chatbot. */
    assistantId: text('assistant_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    sealed: text('sealed').notNull(),
    receivedAt: moment('received_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    handledAt: moment('handled_at'),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
  },
  (table) => [
    index('event_texts_waiting').on(table.receivedAt).where(sql`${table.handledAt} is null`),
    index('event_texts_expires_at').on(table.expiresAt),
    index('event_texts_assistant').on(table.assistantId),
  ],
)
