import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core'
import type { ChatMessage } from '#lib/addon/messages/index.ts'
import { moment } from '../columns.ts'
import { writtenOut } from '../written-out.ts'

/** How what leaves ends where somebody of the business may want to know of it. */
const failedStates = ['dead', 'refused', 'unconfirmed'] as const

export type FailedState = (typeof failedStates)[number]

/** Written out, as a partial index needs it: with parameters the planner does not know it again. */
export const isFailed = (states: readonly FailedState[]) => sql`state in ${writtenOut(states)}`

/**
 * Whatever leaves: chat messages, what the carrier is told, pictures of deliveries. One row each, sent in the order of
 * `position` among those of its channel with the same `order_key`. The views `chat_messages`, `carrier_orders` and
 * `proofs` show its rows to processes of the version before (lib/decisions/025-one-outbox.md), which is why all that a
 * channel needs is a column.
 */
export const outbox = pgTable(
  'outbox',
  {
    /** Of a carrier's order the `webhook-id`, the same on every repeat; of a picture its shipment's id. */
    id: text('id').primaryKey(),
    channel: text('channel').notNull(),
    /** What a chat message belongs to: `shipment`, `conversation` or `notice`. */
    subject: text('subject'),
    /** Which of them; of an order its shipment or request. */
    subjectId: text('subject_id'),
    /** An earlier row of the same channel and key that is on its way comes first. A row without a subject waits for none. */
    orderKey: text('order_key')
      .notNull()
      .generatedAlwaysAs(
        sql`case when subject is null then coalesce(subject_id, id) else subject || ' ' || coalesce(subject_id, id) end`,
      ),
    position: integer('position').notNull().default(1),
    kind: text('kind').notNull(),
    /** Which of its kind: of a message a number, of an order a problem or an end of the way, else empty. */
    occurrence: integer('occurrence').notNull().default(1),
    reference: text('reference').notNull().default(''),
    state: text('state').notNull(),
    /** Its subject went on without it: it may still turn out as sent, but nothing sends it (again). */
    overtaken: boolean('overtaken').notNull().default(false),
    attempts: integer('attempts').notNull().default(0),
    dueAt: moment('due_at').notNull(),
    firstQueuedAt: moment('first_queued_at').notNull().defaultNow(),
    claimId: text('claim_id'),
    claimedUntil: moment('claimed_until'),
    lastReason: text('last_reason'),
    /** When it was sent or delivered. */
    sentAt: moment('sent_at'),
    /** When a message was written, that of which an order tells happened, a picture came. */
    at: moment('at').notNull(),
    conversationId: text('conversation_id'),
    grantId: text('grant_id'),
    senderSide: text('sender_side').$type<ChatMessage['senderSide']>(),
    /** `conversation` or `bot_user` of a message, `bot` or `chat` of a picture, once it is known. */
    way: text('way'),
    /** Empty where it stands sealed. */
    text: text('text'),
    /** What a person typed, or a picture: only until it has left. */
    sealed: text('sealed'),
    senderButtons: jsonb('sender_buttons').$type<ChatMessage['senderButtons']>(),
    receiverButtons: jsonb('receiver_buttons').$type<ChatMessage['senderButtons']>(),
  },
  (table) => [
    unique('outbox_once').on(table.channel, table.orderKey, table.kind, table.occurrence, table.reference),
    unique('outbox_order').on(table.channel, table.orderKey, table.position),
    index('outbox_subject').on(table.subjectId),
    index('outbox_unfinished').on(table.channel, table.dueAt).where(sql`${table.state} in ('queued', 'sending')`),
    index('outbox_open')
      .on(table.channel, table.state)
      .where(sql`${table.state} in ('queued', 'sending', 'unconfirmed')`),
    index('outbox_failed').on(table.channel, table.at).where(isFailed(failedStates)),
    index('outbox_echo').on(table.conversationId).where(sql`${table.state} in ('sending', 'unconfirmed')`),
    index('outbox_of_no_shipment')
      .on(table.subject, table.at)
      .where(sql`${table.subject} in ('conversation', 'notice')`),
    index('outbox_support').on(table.firstQueuedAt).where(sql`${table.kind} = 'support.asked'`),
    index('outbox_pictures').on(table.at).where(sql`${table.channel} = 'proofs'`),
  ],
)
