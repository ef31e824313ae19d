import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm'
import type { ChatMessage, ChatOutcomes, MessageStore, MessageTransaction } from '#lib/addon/messages/index.ts'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import type { MessageKind } from '#lib/peyk.ts'
import { isAmong } from '../among.ts'
import type { Db, Tx } from '../client.ts'
import { outbox } from '../schema/outbox.ts'
import { writtenOut } from '../written-out.ts'
import {
  echoHeard,
  inState,
  inThatRow,
  mayBeThere,
  type OutboxRow,
  ofChannel,
  other,
  otherRow,
  outboxStore,
  outboxTransaction,
  type Rows,
  released,
  unsettled,
} from './outbox.ts'
import { nameless, writtenOnce } from './written-once.ts'

type Message = ChatMessage<MessageKind>

/** The shared columns as `toRow` of this channel fills them. */
type ChatRow = OutboxRow &
  Pick<Message, 'subject' | 'subjectId' | 'kind' | 'state' | 'conversationId' | 'senderSide' | 'text'> & {
    way: Message['channel']
  }

function toMessage(row: ChatRow): Message {
  const { orderKey: _, channel: __, reference: ___, sealed, way, at, ...message } = row
  return { ...message, channel: way, sealedText: sealed, createdAt: at }
}

const chatRows: Rows<Message> = {
  channel: 'chat_messages',
  states: { sent: 'sent', refused: 'refused', parked: 'unannounced', unknown: 'unconfirmed' } satisfies ChatOutcomes,
  prepares: false,
  // What a person typed goes when it has left, or will not.
  sealedGoesIn: ['sent', 'refused', 'unannounced', 'unconfirmed'],
  toItem: (row) => toMessage(row as ChatRow),
  toRow: ({ channel: way, sealedText: sealed, createdAt: at, ...message }) => ({
    ...message,
    channel: 'chat_messages',
    way,
    sealed,
    at,
  }),
}

const own = ofChannel(chatRows.channel)

const inOrder = writtenOnce((db) => {
  const [subject, subjectId] = [sql.placeholder('subject'), sql.placeholder('subjectId')]
  const theirs = and(eq(outbox.subject, subject), eq(outbox.subjectId, subjectId), inThatRow(own))
  return db.select().from(outbox).where(theirs).orderBy(asc(outbox.position)).prepare(nameless)
})

/** Chat messages in the database. */
export function messageStore(db: Db): MessageStore<MessageKind> {
  const change = async (set: Parameters<ReturnType<Db['update']>['set']>[0], where: SQL | undefined) =>
    await db.update(outbox).set(set).where(where).returning({ id: outbox.id })

  return {
    ...outboxStore(db, chatRows),

    async ofSubject(subject, subjectId) {
      const found = await inOrder(db).execute({ subject, subjectId })
      return found.map(chatRows.toItem)
    },

    async countByState(states) {
      const rows = await db
        .select({ state: outbox.state, count: count() })
        .from(outbox)
        .where(and(own, inState(states)))
        .groupBy(outbox.state)
      return states.map((state) => ({ state, count: rows.find((row) => row.state === state)?.count ?? 0 }))
    },

    async confirmByEcho(conversationId, text, now) {
      const isOther = otherRow(
        and(
          ofChannel(chatRows.channel, other),
          eq(other.conversationId, conversationId),
          eq(other.text, text),
          inState(mayBeThere, other),
        ),
      )
      const said = sql`(${outbox.text} = ${text} or (${outbox.kind} = 'reply' and not ${isOther}))`
      const here = and(own, eq(outbox.conversationId, conversationId), said)
      // Most echoes come before the answer to the request: then it has the word, and only without one does the echo count.
      await change({ sentAt: now, lastReason: echoHeard }, and(here, inState(['sending'])))
      const set = { ...released, state: 'sent', sentAt: now, lastReason: 'confirmed_by_echo' }
      return (await change(set, and(here, inState(['unconfirmed'])))).length
    },
  }
}

/** Chat messages inside the caller's transaction. */
export function messageTransaction(tx: Tx, gather: Gather = eachAlone): MessageTransaction {
  const supersede = gather(
    async (given: readonly { subject: string; subjectId: string; kinds: readonly string[] }[]) => {
      const open = inThatRow(inState([...unsettled, 'unconfirmed']))
      const state = sql<string>`case when ${outbox.state} = 'queued' then 'superseded' else ${outbox.state} end`
      // One statement where the same happened to all, which overtakes the same.
      for (const alike of Map.groupBy(given, ({ subject, kinds }) => [subject, ...kinds].join(' ')).values()) {
        const [one] = alike
        if (!one) continue
        const ids = alike.map(({ subjectId }) => subjectId)
        const theirs = and(eq(outbox.subject, one.subject), isAmong(outbox.subjectId, ids), inThatRow(own))
        const overtaken = and(theirs, sql`${outbox.kind} in ${writtenOut(one.kinds)}`, open)
        await tx.update(outbox).set({ overtaken: true, state }).where(overtaken)
      }
      return given.map(() => undefined)
    },
  )
  return {
    ...outboxTransaction(tx, chatRows, gather),
    supersede: async (subject, subjectId, kinds) => await supersede({ subject, subjectId, kinds }),
  }
}
