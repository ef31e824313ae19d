import { and, asc, count, desc, eq, gte, inArray, isNull, lte, min, notInArray, or, sql } from 'drizzle-orm'
import type { Assistant, AssistantStore, AssistantTx, ConversationState } from '#lib/assistant/index.ts'
import type { Db, Tx } from '../client.ts'
import { assistantPosts, assistants, assistantConversations as talks } from '../schema/assistant.ts'
import { eventTexts } from '../schema/inbox.ts'
import { outbox } from '../schema/outbox.ts'
import { grantStands } from './grants.ts'
import { lockAssistant } from './lock-assistant.ts'
import { forgetPieces } from './question-pieces.ts'

type Row = typeof assistants.$inferSelect

const released = { claimId: null, claimedUntil: null }

/**
 * What is absent is an empty text in these two columns, which are in the index of `put` and cannot be null; so it stays
 * while processes of versions before this one run beside it, which read an empty text.
 */
const absent = ''

const toAssistant = ({ claimId: _, claimedUntil: __, divarUserId, postToken, ...row }: Row): Assistant => ({
  ...row,
  divarUserId: divarUserId === absent ? null : divarUserId,
  postToken: postToken === absent ? null : postToken,
})

const toRow = ({ divarUserId, postToken, ...assistant }: Assistant) => ({
  ...assistant,
  ...released,
  divarUserId: divarUserId ?? absent,
  postToken: postToken ?? absent,
})

const first = (rows: Row[]): Assistant | null => (rows[0] ? toAssistant(rows[0]) : null)

const where = (assistantId: string, conversationId: string) =>
  and(eq(talks.assistantId, assistantId), eq(talks.conversationId, conversationId))

/** What is found out of a conversation later. */
const changing = [
  'postToken',
  'firstSeenAt',
  'lastEventAt',
  'sellerWroteAt',
  'askedTopic',
  'askedCity',
  'answerDueAt',
  'answeredAt',
  'bookedAt',
  'pieceTopic',
  'pieceTopicAt',
  'pieceCity',
  'pieceCityAt',
  'perhapsAt',
] as const satisfies (keyof ConversationState)[]

/** The columns take what the row that could not be inserted had. */
const asGiven = (columns: readonly (keyof ConversationState)[]) =>
  Object.fromEntries(columns.map((name) => [name, sql.raw(`excluded."${talks[name].name}"`)]))

/** No question, no piece of one and no mark. */
const nothingOpen = {
  askedTopic: null,
  askedCity: null,
  answerDueAt: null,
  perhapsAt: null,
  pieceTopic: null,
  pieceTopicAt: null,
  pieceCity: null,
  pieceCityAt: null,
}

const answeredSince =
  (db: Db | Tx): AssistantStore['answeredSince'] =>
  async (assistantId, since) => {
    const [row] = await db
      .select({ count: count() })
      .from(talks)
      .where(and(eq(talks.assistantId, assistantId), gte(talks.answeredAt, since)))
    return row?.count ?? 0
  }

/** Assistants, and what they know of conversations, in the database. */
export function assistantStore(db: Db): AssistantStore {
  return {
    forgetPieces: async (before) => await forgetPieces(db, before),
    answeredSince: answeredSince(db),
    find: async (id) => first(await db.select().from(assistants).where(eq(assistants.id, id))),

    async ofUsers(divarUserIds) {
      const own = divarUserIds.filter((id) => id !== absent)
      if (own.length === 0) return []
      const rows = await db
        .select()
        .from(assistants)
        .where(inArray(assistants.divarUserId, own))
        .orderBy(asc(assistants.createdAt))
      return rows.map(toAssistant)
    },

    async put(assistant) {
      const row = toRow(assistant)
      const { id, createdAt, ...rest } = row
      const rows = await db
        .insert(assistants)
        .values(row)
        .onConflictDoUpdate({
          target: [assistants.divarUserId, assistants.postToken],
          targetWhere: sql`${assistants.divarUserId} <> ''`,
          set: rest,
        })
        .returning()
      return toAssistant(rows[0] as Row)
    },

    async listening(places) {
      const [ids, tokens] = [places.flatMap(({ id }) => id ?? []), places.map(({ postToken }) => postToken)]
      const all = and(inArray(assistants.id, ids), eq(assistants.postToken, absent))
      const rows = await db
        .select({ id: assistants.id, postToken: assistants.postToken })
        .from(assistants)
        .where(and(eq(assistants.state, 'on'), or(inArray(assistants.postToken, tokens), all)))
        .orderBy(asc(assistants.createdAt))
      return places.map(({ id, postToken }) => {
        const own = rows.find((row) => row.id === id && (row.postToken === absent || row.postToken === postToken))
        return (own ?? rows.find((row) => row.postToken === postToken))?.id ?? null
      })
    },

    async claimDue({ claimId, now, until, id }) {
      const refreshed = sql`exists (select 1 from grants g where g.id = a.grant_id and a.failures = 0
        and a.subscribed_with is not null and g.refreshed_at <> a.subscribed_with)`
      const due = id === undefined ? sql`(a.renew_at <= ${now.toISOString()} or ${refreshed})` : sql`a.id = ${id}`
      const next = sql`(select a.id from assistants a where a.state = 'on'
        and (a.claimed_until is null or a.claimed_until <= ${now.toISOString()}) and ${due}
        order by a.renew_at limit 1 for update skip locked)`
      const rows = await db
        .update(assistants)
        .set({ claimId, claimedUntil: until })
        .where(eq(assistants.id, next))
        .returning()
      return first(rows)
    },

    async settleClaim(id, claimId, kept) {
      const held = and(eq(assistants.id, id), eq(assistants.claimId, claimId))
      // Turned off, or on again, while Divar was asked: what it says is of before.
      const rows = await db
        .update(assistants)
        .set({ ...kept, ...released })
        .where(and(held, eq(assistants.state, 'on')))
        .returning({ id: assistants.id })
      if (rows.length === 0) await db.update(assistants).set(released).where(held)
      return rows.length === 1
    },

    async setInbox(id, until) {
      await db.update(assistants).set({ inboxUntil: until }).where(eq(assistants.id, id))
    },

    async posts(assistantId) {
      return await db
        .select({ postToken: assistantPosts.postToken, isOn: assistantPosts.isOn })
        .from(assistantPosts)
        .where(eq(assistantPosts.assistantId, assistantId))
        .orderBy(asc(assistantPosts.firstSeenAt), asc(assistantPosts.postToken))
    },

    async talks(assistantId, limit) {
      return await db
        .select()
        .from(talks)
        .where(eq(talks.assistantId, assistantId))
        .orderBy(desc(talks.lastEventAt))
        .limit(limit)
    },

    async talk(assistantId, conversationId) {
      const [row] = await db.select().from(talks).where(where(assistantId, conversationId))
      return row ?? null
    },

    async dueTalks(now, limit, met) {
      const id = sql`${talks.assistantId} || ' ' || ${talks.conversationId}`
      return await db
        .select({ assistantId: talks.assistantId, conversationId: talks.conversationId })
        .from(talks)
        .innerJoin(assistants, eq(assistants.id, talks.assistantId))
        .where(and(lte(talks.answerDueAt, now), eq(assistants.state, 'on'), notInArray(id, met)))
        .orderBy(asc(talks.answerDueAt))
        .limit(limit)
    },

    async health() {
      const [on] = await db
        .select({
          on: count(),
          oldest: min(assistants.subscribedUntil),
          failing: sql<number>`count(*) filter (where ${assistants.failures} > 0)`.mapWith(Number),
        })
        .from(assistants)
        .where(eq(assistants.state, 'on'))
      const [ended] = await db.select({ count: count() }).from(assistants).where(eq(assistants.state, 'ended'))
      return {
        on: on?.on ?? 0,
        oldestSubscription: on?.oldest ?? null,
        failing: on?.failing ?? 0,
        ended: ended?.count ?? 0,
      }
    },
  }
}

type Rows = Omit<AssistantTx, 'confirmEcho' | 'queue'>

/** The same inside a transaction that holds one assistant's row. */
export function assistantTransaction(tx: Tx): Rows {
  return {
    grantStands: async (grantId, divarUserId) => await grantStands(tx, grantId, divarUserId),
    put: assistantStore(tx).put,
    lock: async (id) => first(await lockAssistant(tx, id)),
    async talks(assistantId, conversationIds) {
      const these = and(eq(talks.assistantId, assistantId), inArray(talks.conversationId, [...conversationIds]))
      return await tx.select().from(talks).where(these)
    },
    async putTalks(all) {
      if (all.length === 0) return
      await tx
        .insert(talks)
        .values([...all])
        .onConflictDoUpdate({ target: [talks.assistantId, talks.conversationId], set: asGiven(changing) })
    },
    async postsOn(assistantId, postTokens, now) {
      if (postTokens.length === 0) return new Set()
      const rows = postTokens.map((postToken) => ({ assistantId, postToken, isOn: true, firstSeenAt: now }))
      await tx.insert(assistantPosts).values(rows).onConflictDoNothing()
      const these = and(eq(assistantPosts.assistantId, assistantId), inArray(assistantPosts.postToken, [...postTokens]))
      const posts = await tx
        .select({ postToken: assistantPosts.postToken })
        .from(assistantPosts)
        .where(and(these, assistantPosts.isOn))
      return new Set(posts.map(({ postToken }) => postToken))
    },
    async setPost(assistantId, postToken, isOn, now) {
      await tx
        .insert(assistantPosts)
        .values({ assistantId, postToken, isOn, firstSeenAt: now })
        .onConflictDoUpdate({ target: [assistantPosts.assistantId, assistantPosts.postToken], set: { isOn } })
      if (isOn) return
      await tx
        .update(talks)
        .set(nothingOpen)
        .where(and(eq(talks.assistantId, assistantId), eq(talks.postToken, postToken)))
    },
    answeredSince: answeredSince(tx),
    async update(id, change) {
      await tx.update(assistants).set(change).where(eq(assistants.id, id))
    },
    async count(id, what, by) {
      const column = assistants[what]
      await tx
        .update(assistants)
        .set({ [what]: sql`${column} + ${by}` })
        .where(eq(assistants.id, id))
    },
    async forgetAsked(assistantId) {
      await tx.update(talks).set(nothingOpen).where(eq(talks.assistantId, assistantId))
    },
    async supersedeOffers(assistantId) {
      const seen = tx.select({ id: talks.conversationId }).from(talks).where(eq(talks.assistantId, assistantId))
      await tx
        .update(outbox)
        .set({ state: 'superseded', overtaken: true })
        .where(
          and(
            eq(outbox.channel, 'chat_messages'),
            eq(outbox.subject, 'conversation'),
            eq(outbox.kind, 'offer'),
            eq(outbox.state, 'queued'),
            inArray(outbox.subjectId, seen),
          ),
        )
    },
    async textsDone(ids, { keep }) {
      const waiting = and(inArray(eventTexts.id, [...ids]), isNull(eventTexts.handledAt))
      const handled = { handledAt: sql`now()`, claimId: null, claimedUntil: null }
      const rows = keep
        ? await tx.update(eventTexts).set(handled).where(waiting).returning({ id: eventTexts.id })
        : await tx.delete(eventTexts).where(waiting).returning({ id: eventTexts.id })
      return new Set(rows.map(({ id }) => id))
    },
  }
}
