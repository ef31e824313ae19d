import { and, asc, desc, eq, gt, inArray, isNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { Thread, ThreadReply, ThreadStore, ThreadTx } from '#lib/threads/index.ts'
import type { Db, Tx } from '../client.ts'
import { notices, supportRequests } from '../schema/chatbot.ts'
import { outbox } from '../schema/outbox.ts'
import { shipmentProblems, shipments } from '../schema/shipping.ts'
import { threadReplies } from '../schema/threads.ts'
import { isLinkedTo } from './chatbot.ts'
import { grantStands } from './grants.ts'

type Problem = { problem: typeof shipmentProblems.$inferSelect; trackingCode: string; conversationId: string }

const ofProblem = ({ problem, trackingCode, conversationId }: Problem): Thread => ({
  ...problem,
  kind: 'problem',
  trackingCode,
  conversationId,
})

const ofSupport = (request: typeof supportRequests.$inferSelect): Thread => ({ ...request, kind: 'support' })

function toReply(row: typeof threadReplies.$inferSelect): ThreadReply {
  const { problemId, supportId, shipmentId: _, toldAt: __, ...reply } = row
  return { ...reply, threadId: problemId ?? supportId ?? '' }
}

/** What people and the business write each other, outside a transaction or inside one. */
export function threadStore(db: Db): ThreadStore {
  const problems = (where: SQL | undefined) =>
    db
      .select({
        problem: shipmentProblems,
        trackingCode: shipments.trackingCode,
        conversationId: shipments.conversationId,
      })
      .from(shipmentProblems)
      .innerJoin(shipments, eq(shipments.id, shipmentProblems.shipmentId))
      .where(where)
  const isOpen = (thread: SQL) =>
    notExists(db.select({ one: sql`1` }).from(threadReplies).where(and(thread, threadReplies.closes)))
  /** While it grows, or is only a greeting, the business knows nothing of it. */
  const isTold = sql`exists ${db
    .select({ one: sql`1` })
    .from(outbox)
    .where(
      and(
        eq(outbox.channel, 'carrier_orders'),
        eq(outbox.subjectId, supportRequests.id),
        eq(outbox.kind, 'support.asked'),
        or(ne(outbox.state, 'queued'), gt(outbox.attempts, 0)),
      ),
    )}`
  const threadById = async (id: string): Promise<Thread | null> => {
    const [problem] = await problems(eq(shipmentProblems.id, id))
    if (problem) return ofProblem(problem)
    const [request] = await db.select().from(supportRequests).where(eq(supportRequests.id, id))
    return request ? ofSupport(request) : null
  }
  return {
    threadById,
    async replyById(id) {
      const [row] = await db.select().from(threadReplies).where(eq(threadReplies.id, id))
      const reply = row && toReply(row)
      const thread = reply && (await threadById(reply.threadId))
      return thread ? { thread, reply } : null
    },
    async repliesOf(threadIds) {
      const ids = [...threadIds]
      const rows = await db
        .select()
        .from(threadReplies)
        .where(or(inArray(threadReplies.problemId, ids), inArray(threadReplies.supportId, ids)))
        .orderBy(asc(threadReplies.number))
      return rows.map(toReply)
    },
    async answersWaiting(conversationId, divarUserId) {
      const isTheirs = divarUserId === null ? undefined : eq(supportRequests.divarUserId, divarUserId)
      const sent = db
        .select({ one: sql`1` })
        .from(outbox)
        .where(
          and(
            eq(outbox.subject, 'notice'),
            eq(outbox.kind, 'support_answer'),
            eq(outbox.subjectId, supportRequests.id),
            eq(outbox.occurrence, threadReplies.number),
            inArray(outbox.state, ['queued', 'sending', 'sent', 'unconfirmed']),
          ),
        )
      const rows = await db
        .select({ reply: threadReplies })
        .from(threadReplies)
        .innerJoin(supportRequests, eq(supportRequests.id, threadReplies.supportId))
        .where(
          and(
            eq(supportRequests.conversationId, conversationId),
            or(isNull(supportRequests.divarUserId), isTheirs),
            eq(threadReplies.by, 'business'),
            isNull(threadReplies.toldAt),
            notExists(sent),
          ),
        )
        .orderBy(asc(supportRequests.createdAt), asc(threadReplies.number))
      return rows.map(({ reply }) => toReply(reply))
    },
    async noteTold(replyIds, now) {
      await db
        .update(threadReplies)
        .set({ toldAt: now })
        .where(inArray(threadReplies.id, [...replyIds]))
    },
    async threadsOf(shipmentId) {
      const own = eq(shipmentProblems.shipmentId, shipmentId)
      const { createdAt, id } = shipmentProblems
      return (await problems(own).orderBy(asc(createdAt), asc(id))).map(ofProblem)
    },
    async openThreads(after, limit) {
      const [byProblem, bySupport] = [shipmentProblems.id, supportRequests.id].map((id) =>
        after === null ? undefined : gt(id, after),
      )
      const reported = await problems(and(byProblem, isOpen(sql`${threadReplies.problemId} = ${shipmentProblems.id}`)))
        .orderBy(asc(shipmentProblems.id))
        .limit(limit)
      const asked = await db
        .select()
        .from(supportRequests)
        .where(and(bySupport, isTold, isOpen(sql`${threadReplies.supportId} = ${supportRequests.id}`)))
        .orderBy(asc(supportRequests.id))
        .limit(limit)
      const all = [...reported.map(ofProblem), ...asked.map(ofSupport)]
      return all.sort((one, two) => (one.id < two.id ? -1 : 1)).slice(0, limit)
    },
  }
}

/** The same inside the caller's transaction, with what writes. */
export function threadTransaction(tx: Tx): ThreadTx {
  const store = threadStore(tx)
  return {
    ...store,
    async lockThread(id) {
      const own = { id: sql`1` }
      await tx.select(own).from(shipmentProblems).where(eq(shipmentProblems.id, id)).for('update')
      await tx.select(own).from(supportRequests).where(eq(supportRequests.id, id)).for('update')
      return await store.threadById(id)
    },
    isLinked: async (conversationId, divarUserId) => await isLinkedTo(tx, conversationId, divarUserId),
    async chatbotGrant(divarUserId) {
      const [wanted] = await tx
        .select({ grantId: notices.grantId })
        .from(notices)
        .where(eq(notices.divarUserId, divarUserId))
        .orderBy(desc(notices.createdAt))
        .limit(1)
      return wanted && (await grantStands(tx, wanted.grantId, divarUserId)) ? wanted.grantId : null
    },
    async insertReply(thread, { threadId, ...reply }) {
      const of =
        thread.kind === 'problem' ? { problemId: threadId, shipmentId: thread.shipmentId } : { supportId: threadId }
      const rows = await tx
        .insert(threadReplies)
        .values({ ...reply, ...of })
        .onConflictDoNothing({ target: threadReplies.callId })
        .returning({ id: threadReplies.id })
      return rows.length === 1
    },
  }
}
