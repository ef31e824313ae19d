import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ConsentPurpose, SeenPost } from '#lib/addon/access/index.ts'
import type { Side } from '#lib/kernel/side.ts'
import { moment } from '../columns.ts'

export const tickets = pgTable(
  'tickets',
  {
    ticketHash: text('ticket_hash').primaryKey(),
    seatId: text('seat_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    postToken: text('post_token'),
    source: text('source'),
    hints: jsonb('hints').$type<Record<string, string>>().notNull(),
    nearCity: text('near_city'),
    launchUserId: text('launch_user_id'),
    launchVersion: integer('launch_version').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    redeemedAt: moment('redeemed_at'),
    redeemedBySessionId: text('redeemed_by_session_id'),
  },
  (table) => [index('tickets_expires_at').on(table.expiresAt)],
)

export const sessions = pgTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    createdAt: moment('created_at').notNull(),
    lastActiveAt: moment('last_active_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [
    index('sessions_last_active_at').on(table.lastActiveAt),
    index('sessions_expires_at').on(table.expiresAt),
  ],
)

/** Which Divar users a browser's session turned out to be, by a consent of its own and not by a seat's. */
export const sessionUsers = pgTable(
  'session_users',
  {
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    divarUserId: text('divar_user_id').notNull(),
    provedAt: moment('proved_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.divarUserId] }),
    index('session_users_divar_user_id').on(table.divarUserId),
  ],
)

/** The public session ids of a session: a new one at each sign-in, the one before it good for a little while more. */
export const sessionKeys = pgTable(
  'session_keys',
  {
    sidHash: text('sid_hash').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    validUntil: moment('valid_until').notNull(),
  },
  (table) => [
    index('session_keys_session_id').on(table.sessionId),
    index('session_keys_valid_until').on(table.validUntil),
  ],
)

export const seats = pgTable(
  'seats',
  {
    id: text('id').primaryKey(),
    sessionId: text('session_id')
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    conversationId: text('conversation_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    postToken: text('post_token'),
    source: text('source'),
    launchUserId: text('launch_user_id'),
    launchVersion: integer('launch_version').notNull(),
    divarUserId: text('divar_user_id'),
    grantId: text('grant_id'),
    joinHash: text('join_hash'),
    joinUntil: moment('join_until'),
    nearCity: text('near_city'),
    seenPost: jsonb('seen_post').$type<SeenPost>(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('seats_session_id').on(table.sessionId),
    index('seats_conversation').on(table.conversationId, table.side),
    index('seats_divar_user_id').on(table.divarUserId),
  ],
)

export const oauthAttempts = pgTable(
  'oauth_attempts',
  {
    stateHash: text('state_hash').primaryKey(),
    sessionId: text('session_id').notNull(),
    /** The purpose's own, for erasing; null where no seat stands behind it. */
    seatId: text('seat_id'),
    /** A purpose without a seat, as the version before looks for it. */
    ownPurpose: jsonb('purpose').$type<ConsentPurpose>(),
    /** Null: the version before wrote it. */
    purpose: jsonb('consent_purpose').$type<ConsentPurpose>(),
    scopes: jsonb('scopes').$type<string[]>().notNull(),
    sealedCookies: text('sealed_cookies').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [index('oauth_attempts_expires_at').on(table.expiresAt)],
)

export const grants = pgTable(
  'grants',
  {
    id: text('id').primaryKey(),
    divarUserId: text('divar_user_id').notNull(),
    /** The seat's; null for what is allowed beyond one conversation. */
    conversationId: text('conversation_id'),
    side: text('side').$type<Side>(),
    scopes: jsonb('scopes').$type<string[]>().notNull(),
    sealedTokens: text('sealed_tokens'),
    expiresAt: moment('expires_at').notNull(),
    refreshedAt: moment('refreshed_at').notNull(),
    createdAt: moment('created_at').notNull(),
    revokedAt: moment('revoked_at'),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
  },
  (table) => [
    index('grants_divar_user_id').on(table.divarUserId),
    index('grants_conversation').on(table.conversationId, table.side),
    index('grants_refreshed_at').on(table.refreshedAt),
  ],
)

/** Which Divar user a side of a conversation turned out to be: one per side, and never the same one on both. */
export const parties = pgTable(
  'parties',
  {
    conversationId: text('conversation_id').notNull(),
    side: text('side').$type<Side>().notNull(),
    divarUserId: text('divar_user_id').notNull(),
    boundAt: moment('bound_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.side] }),
    uniqueIndex('parties_one_side_each').on(table.conversationId, table.divarUserId),
    index('parties_bound_at').on(table.boundAt),
  ],
)

/** Counters of `rate-limiter-flexible`. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull().default(0),
    expire: timestamp('expire', { withTimezone: true, mode: 'date' }),
  },
  (table) => [index('rate_limits_expire').on(table.expire)],
)
