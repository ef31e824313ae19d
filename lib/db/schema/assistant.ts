import { sql } from 'drizzle-orm'
import { type AnyPgColumn, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { AskedTopic, Assistant, EndReason } from '#lib/assistant/index.ts'
import { moment } from '../columns.ts'

/** A seller's assistant: for one post, or for all of theirs. One whose owner took everything back names nobody. */
export const assistants = pgTable(
  'assistants',
  {
    id: text('id').primaryKey(),
    divarUserId: text('divar_user_id').notNull(),
    /** Empty: all posts of the user. */
    postToken: text('post_token').notNull(),
    grantId: text('grant_id'),
    state: text('state').$type<Assistant['state']>().notNull(),
    /** Why it ended. */
    reason: text('reason').$type<EndReason>(),
    wording: text('wording'),
    /** Minutes of the day in Tehran. Equal: never quiet. */
    quietFrom: integer('quiet_from').notNull(),
    quietTo: integer('quiet_to').notNull(),
    dailyCap: integer('daily_cap').notNull(),
    turnedOnAt: moment('turned_on_at').notNull(),
    /** Since when no message can have been missed; null while there is no subscription. */
    watchedSince: moment('watched_since'),
    subscribedUntil: moment('subscribed_until'),
    /** Which of its grant's tokens the subscription was made with: it dies with it. */
    subscribedWith: moment('subscribed_with'),
    renewAt: moment('renew_at').notNull(),
    failures: integer('failures').notNull().default(0),
    lastFailure: text('last_failure'),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
    /** A page of its inbox is open until then: texts wait a moment longer, to be shown there. */
    inboxUntil: moment('inbox_until'),
    messagesRead: integer('messages_read').notNull().default(0),
    answered: integer('answered').notNull().default(0),
    booked: integer('booked').notNull().default(0),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('assistants_one_each').on(table.divarUserId, table.postToken).where(sql`${table.divarUserId} <> ''`),
    index('assistants_post').on(table.postToken),
    index('assistants_grant').on(table.grantId),
    index('assistants_not_on').on(table.state, table.updatedAt).where(sql`${table.state} <> 'on'`),
    index('assistants_on').on(table.renewAt).where(sql`${table.state} = 'on'`),
  ],
)

/** Posts that an assistant for all posts has met, and whether it answers there. */
export const assistantPosts = pgTable(
  'assistant_posts',
  {
    assistantId: text('assistant_id')
      .notNull()
      .references(() => assistants.id, { onDelete: 'cascade' }),
    postToken: text('post_token').notNull(),
    isOn: boolean('is_on').notNull(),
    firstSeenAt: moment('first_seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.assistantId, table.postToken] })],
)

type Pieces = { pieceTopicAt: AnyPgColumn; pieceCityAt: AnyPgColumn }

/** When the oldest piece of a question was heard that is still kept of a conversation; null: none is. */
export const oldestPiece = ({ pieceTopicAt, pieceCityAt }: Pieces) => sql`least(${pieceTopicAt}, ${pieceCityAt})`

/** What an assistant knows of a conversation: when who wrote, and what a question is about; never what was written. */
export const assistantConversations = pgTable(
  'assistant_conversations',
  {
    assistantId: text('assistant_id')
      .notNull()
      .references(() => assistants.id, { onDelete: 'cascade' }),
    conversationId: text('conversation_id').notNull(),
    postToken: text('post_token').notNull(),
    firstSeenAt: moment('first_seen_at').notNull(),
    lastEventAt: moment('last_event_at').notNull(),
    sellerWroteAt: moment('seller_wrote_at'),
    /** What is asked and of which city, while an answer waits. */
    askedTopic: text('asked_topic').$type<AskedTopic>(),
    askedCity: text('asked_city'),
    answerDueAt: moment('answer_due_at'),
    answeredAt: moment('answered_at'),
    bookedAt: moment('booked_at'),
    /** What pieces of a question said, and when: each is forgotten a minute later. */
    pieceTopic: text('piece_topic').$type<AskedTopic>(),
    pieceTopicAt: moment('piece_topic_at'),
    pieceCity: text('piece_city'),
    pieceCityAt: moment('piece_city_at'),
    /** A mark: the buyer wrote what may have been about shipping, and nobody has answered yet. */
    perhapsAt: moment('perhaps_at'),
  },
  (table) => [
    primaryKey({ columns: [table.assistantId, table.conversationId] }),
    index('assistant_conversations_conversation').on(table.conversationId),
    index('assistant_conversations_due').on(table.answerDueAt).where(sql`${table.answerDueAt} is not null`),
    index('assistant_conversations_last').on(table.lastEventAt),
    index('assistant_conversations_pieces')
      .on(oldestPiece(table))
      .where(sql`${oldestPiece(table)} is not null`),
  ],
)
