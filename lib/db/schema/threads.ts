import { boolean, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ThreadReply } from '#lib/threads/index.ts'
import { moment } from '../columns.ts'
import { supportRequests } from './chatbot.ts'
import { shipmentProblems } from './shipping.ts'

/**
 * What was written after the first text of a thread, which stands in `shipment_problems` or `support_requests`: one of the
 * two is its thread, and takes it along when it goes, in whichever way. The text is sealed.
 */
export const threadReplies = pgTable(
  'thread_replies',
  {
    id: text('id').primaryKey(),
    problemId: text('problem_id').references(() => shipmentProblems.id, { onDelete: 'cascade' }),
    supportId: text('support_id').references(() => supportRequests.id, { onDelete: 'cascade' }),
    /** Of a problem: whose open pages are woken. */
    shipmentId: text('shipment_id'),
    /** In its thread, from 1. */
    number: integer('number').notNull(),
    by: text('by').$type<ThreadReply['by']>().notNull(),
    sealedBody: text('sealed_body').notNull(),
    closes: boolean('closes').notNull().default(false),
    /** The `webhook-id` that an answer came with: kept as long as the answer, and longer than `carrier_calls` are. */
    callId: text('call_id'),
    createdAt: moment('created_at').notNull(),
    /** When it was shown in the chatbot. */
    toldAt: moment('told_at'),
  },
  (table) => [
    uniqueIndex('thread_replies_problem').on(table.problemId, table.number),
    uniqueIndex('thread_replies_support').on(table.supportId, table.number),
    uniqueIndex('thread_replies_call').on(table.callId),
    index('thread_replies_shipment').on(table.shipmentId),
  ],
)
