import { and, asc, count, eq, inArray, isNotNull, lt, lte, min, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Side } from '../../kernel/side.ts'
import type {
  ChatMessage,
  MessageChannel,
  MessageKind,
  MessageState,
  MessageStore,
  MessageSubject,
  MessageTransaction,
  Settlement,
} from '../../messages/index.ts'
import type { Db, Tx } from '../client.ts'
import { chatMessages } from '../schema/messages.ts'

type Row = typeof chatMessages.$inferSelect

const toMessage = (row: Row): ChatMessage => ({
  ...row,
  subject: row.subject as MessageSubject,
  kind: row.kind as MessageKind,
  senderSide: row.senderSide as Side,
  channel: row.channel as MessageChannel,
  state: row.state as MessageState,
})

const first = (rows: Row[]): ChatMessage | null => (rows[0] ? toMessage(rows[0]) : null)

const unsettled: MessageState[] = ['queued', 'sending']
const mayBeThere: MessageState[] = ['sending', 'sent', 'unconfirmed']

const other = alias(chatMessages, 'other')

const otherOfSubject = (position: SQL, states: MessageState[]) => sql`exists (
  select 1 from ${chatMessages} as ${sql.identifier('other')}
  where ${and(
    eq(other.subject, chatMessages.subject),
    eq(other.subjectId, chatMessages.subjectId),
    position,
    inArray(other.state, states),
  )})`

const earlierUnsettled = otherOfSubject(sql`${other.position} < ${chatMessages.position}`, unsettled)

/** Told so, or a later message of the subject left before it: sending it now would put the chat in disorder. */
const isOvertaken = or(
  chatMessages.overtaken,
  otherOfSubject(sql`${other.position} > ${chatMessages.position}`, mayBeThere),
)

const ofSubject = (subject: string, subjectId: string) =>
  and(eq(chatMessages.subject, subject), eq(chatMessages.subjectId, subjectId))

const released = { claimId: null, claimedUntil: null }

/** What a person typed goes when it has left, or will not. */
const typedGone = { sealedText: null }

const echoHeard = 'echo_heard'
const isEchoed = sql`${chatMessages.lastReason} is not distinct from ${echoHeard}`

/** Nobody knows what became of it, unless its echo was heard while it was being sent. */
const unconfirmed = (reason: string) => ({
  ...typedGone,
  state: sql<string>`case when ${isEchoed} then 'sent' else 'unconfirmed' end`,
  lastReason: sql<string>`case when ${isEchoed} then 'confirmed_by_echo' else ${reason} end`,
})

function settled(to: Settlement, unclaimed: boolean) {
  switch (to.state) {
    case 'sent':
      return { ...released, ...typedGone, state: to.state, sentAt: to.at, lastReason: to.reason }
    case 'queued':
      return {
        ...released,
        state: sql<string>`case when ${isOvertaken} then 'superseded' else 'queued' end`,
        sealedText: sql`case when ${isOvertaken} then null else ${chatMessages.sealedText} end`,
        dueAt: to.dueAt,
        lastReason: to.reason,
        sentAt: null,
        ...(unclaimed ? { attempts: sql<number>`${chatMessages.attempts} + 1` } : {}),
      }
    case 'unconfirmed':
      return { ...released, ...unconfirmed(to.reason) }
    default:
      return { ...released, ...typedGone, state: to.state, lastReason: to.reason, sentAt: null }
  }
}

/** Chat messages in the database. */
export function messageStore(db: Db): MessageStore {
  const change = async (set: Parameters<ReturnType<Db['update']>['set']>[0], where: SQL | undefined) =>
    await db.update(chatMessages).set(set).where(where).returning()

  return {
    find: async (id) => first(await db.select().from(chatMessages).where(eq(chatMessages.id, id))),

    async ofSubject(subject, subjectId) {
      const rows = await db
        .select()
        .from(chatMessages)
        .where(ofSubject(subject, subjectId))
        .orderBy(asc(chatMessages.position))
      return rows.map(toMessage)
    },

    async firstUnsettled(subject, subjectId) {
      const rows = await db
        .select()
        .from(chatMessages)
        .where(and(ofSubject(subject, subjectId), inArray(chatMessages.state, unsettled)))
        .orderBy(asc(chatMessages.position))
        .limit(1)
      return first(rows)
    },

    async claim(id, { claimId, now, until }) {
      const set = {
        state: 'sending',
        claimId,
        claimedUntil: until,
        attempts: sql<number>`${chatMessages.attempts} + 1`,
      }
      const isNext = and(eq(chatMessages.state, 'queued'), lte(chatMessages.dueAt, now), sql`not ${earlierUnsettled}`)
      return first(await change(set, and(eq(chatMessages.id, id), isNext)))
    },

    async settle(id, claimId, to) {
      const held =
        claimId === null
          ? eq(chatMessages.state, 'queued')
          : and(eq(chatMessages.claimId, claimId), inArray(chatMessages.state, ['sending', 'unconfirmed']))
      return first(await change(settled(to, claimId === null), and(eq(chatMessages.id, id), held)))
    },

    async endLeases(now) {
      const ended = and(eq(chatMessages.state, 'sending'), lte(chatMessages.claimedUntil, now))
      // The claim stays on the row: its worker may only have been slow, and then knows the truth.
      const rows = await change(unconfirmed('lease_ran_out'), ended)
      return rows.map(toMessage)
    },

    async due(now, limit) {
      const rows = await db
        .select({ id: chatMessages.id })
        .from(chatMessages)
        .where(and(eq(chatMessages.state, 'queued'), lte(chatMessages.dueAt, now), sql`not ${earlierUnsettled}`))
        .orderBy(asc(chatMessages.dueAt))
        .limit(limit)
      return rows.map((row) => row.id)
    },

    async nextLeaseEnd() {
      const rows = await db
        .select({ at: min(chatMessages.claimedUntil) })
        .from(chatMessages)
        .where(and(eq(chatMessages.state, 'sending'), isNotNull(chatMessages.claimedUntil)))
      return rows[0]?.at ?? null
    },

    async giveUp(queuedBefore) {
      const old = Object.entries(queuedBefore).map(([kind, before]) =>
        and(eq(chatMessages.kind, kind), lt(chatMessages.firstQueuedAt, before)),
      )
      const set = { ...released, ...typedGone, state: 'refused', lastReason: 'gave_up' }
      return (await change(set, and(eq(chatMessages.state, 'queued'), or(...old)))).map(toMessage)
    },

    async oldestQueued(kind) {
      const rows = await db
        .select({ at: min(chatMessages.firstQueuedAt) })
        .from(chatMessages)
        .where(and(eq(chatMessages.state, 'queued'), eq(chatMessages.kind, kind)))
      return rows[0]?.at ?? null
    },

    async countByState(states) {
      const rows = await db
        .select({ state: chatMessages.state, count: count() })
        .from(chatMessages)
        .where(inArray(chatMessages.state, [...states]))
        .groupBy(chatMessages.state)
      return states.map((state) => ({ state, count: rows.find((row) => row.state === state)?.count ?? 0 }))
    },

    async confirmSent(id, now) {
      const set = { ...released, state: 'sent', sentAt: now, lastReason: 'confirmed_by_user' }
      return first(await change(set, and(eq(chatMessages.id, id), eq(chatMessages.state, 'unconfirmed'))))
    },

    async confirmByEcho(conversationId, text, now) {
      const isOther = sql`exists (
        select 1 from ${chatMessages} as ${sql.identifier('other')}
        where ${and(eq(other.conversationId, conversationId), eq(other.text, text), inArray(other.state, mayBeThere))})`
      const said = or(eq(chatMessages.text, text), and(eq(chatMessages.kind, 'reply'), sql`not ${isOther}`))
      const here = and(eq(chatMessages.conversationId, conversationId), said)
      // Most echoes come before the answer to the request: then it has the word, and only without one does the echo count.
      await change({ sentAt: now, lastReason: echoHeard }, and(here, eq(chatMessages.state, 'sending')))
      const set = { ...released, state: 'sent', sentAt: now, lastReason: 'confirmed_by_echo' }
      return (await change(set, and(here, eq(chatMessages.state, 'unconfirmed')))).length
    },

    async queueAgain(id, now) {
      const set = {
        ...released,
        state: 'queued',
        attempts: 0,
        dueAt: now,
        firstQueuedAt: now,
        lastReason: 'sent_again',
      }
      // A reply's text is gone: there is nothing to send again.
      const has = or(isNotNull(chatMessages.sealedText), ne(chatMessages.text, ''))
      const mayGo = and(eq(chatMessages.state, 'unconfirmed'), has, sql`not ${isOvertaken}`)
      return first(await change(set, and(eq(chatMessages.id, id), mayGo)))
    },
  }
}

/** Chat messages inside the caller's transaction. */
export function messageTransaction(tx: Tx): MessageTransaction {
  return {
    async lockSubject(subject, subjectId) {
      await tx.execute(
        sql`select pg_advisory_xact_lock(hashtextextended(${`chat_messages ${subject} ${subjectId}`}, 0))`,
      )
      return await messageStore(tx).ofSubject(subject, subjectId)
    },

    async insert(message) {
      await tx.insert(chatMessages).values(message)
    },

    async replace(message) {
      await tx
        .update(chatMessages)
        .set(message)
        .where(and(eq(chatMessages.id, message.id), eq(chatMessages.state, 'unannounced')))
    },

    async supersede(subject, subjectId, kinds) {
      const open: MessageState[] = [...unsettled, 'unconfirmed']
      const rows = await tx
        .update(chatMessages)
        .set({
          overtaken: true,
          state: sql<string>`case when ${chatMessages.state} = 'queued' then 'superseded' else ${chatMessages.state} end`,
        })
        .where(
          and(ofSubject(subject, subjectId), inArray(chatMessages.kind, [...kinds]), inArray(chatMessages.state, open)),
        )
        .returning({ id: chatMessages.id })
      return rows.length
    },
  }
}
