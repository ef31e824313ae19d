import { and, asc, eq, gt, isNotNull, isNull, lt, lte, min, ne, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Delivery, OutboxStore, OutboxTransaction, Settlement, States } from '#lib/addon/outbox/index.ts'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import { isAmong } from '../among.ts'
import type { Db, Tx } from '../client.ts'
import { outbox } from '../schema/outbox.ts'
import { writtenOut } from '../written-out.ts'

export type OutboxRow = typeof outbox.$inferSelect
export type NewOutboxRow = typeof outbox.$inferInsert

/** What every channel has of a row as it stands there, whatever else is in it. */
export const deliveryIn = (row: OutboxRow): Omit<Delivery, 'state'> => ({
  id: row.id,
  position: row.position,
  attempts: row.attempts,
  dueAt: row.dueAt,
  firstQueuedAt: row.firstQueuedAt,
  claimId: row.claimId,
  claimedUntil: row.claimedUntil,
  lastReason: row.lastReason,
})

/** How a channel's rows are told from others, read and written. */
export type Rows<Item extends Delivery> = {
  channel: string
  toItem(row: OutboxRow): Item
  toRow(item: Item): NewOutboxRow
  states: States
  /** Whether something is prepared under the claim while it is still `queued`. */
  prepares: boolean
  /** In which states nobody needs what is sealed any more. */
  sealedGoesIn: readonly string[]
  /** What changes beside the state where it is parked. */
  whenParked?: Partial<NewOutboxRow>
}

/** The words are the code's own, see `writtenOut`. */
export const ofChannel = (channel: string, of: { channel: SQLWrapper } = outbox): SQL =>
  sql`${of.channel} in ${writtenOut([channel])}`
export const inState = (states: readonly string[], of: { state: SQLWrapper } = outbox): SQL =>
  sql`${of.state} in ${writtenOut(states)}`

/**
 * Of a row that the rest of a statement finds by its key. No index is taken for it, which the embedded database, whose planner
 * knows little of a table, else does: it then reads all of a channel, or all that is on the way, for the one row.
 */
export const inThatRow = (condition: SQL): SQL => sql`coalesce(${condition}, false)`

export const unsettled = ['queued', 'sending']
export const mayBeThere = ['sending', 'sent', 'unconfirmed']

export const other = alias(outbox, 'other')

/** Whether there is another row like that. */
export const otherRow = (where: SQL | undefined): SQL<boolean> =>
  sql`exists (select 1 from ${outbox} as ${sql.identifier('other')} where ${where})`

const otherOfKey = (position: SQL, states: string[]) =>
  otherRow(
    and(
      eq(other.channel, outbox.channel),
      eq(other.orderKey, outbox.orderKey),
      position,
      inThatRow(inState(states, other)),
    ),
  )

const earlierUnsettled = otherOfKey(sql`${other.position} < ${outbox.position}`, unsettled)

/** Told so, or a later one left before it: sending it now would put the receiver in disorder. */
const isOvertaken = or(outbox.overtaken, otherOfKey(sql`${other.position} > ${outbox.position}`, mayBeThere))

export const released = { claimId: null, claimedUntil: null }

export const echoHeard = 'echo_heard'
const isEchoed = sql`${outbox.lastReason} is not distinct from ${echoHeard}`

/** Deliveries of one channel in the database. */
export function outboxStore<Item extends Delivery>(db: Db, rows: Rows<Item>): OutboxStore<Item> {
  const { channel, toItem, states, prepares, sealedGoesIn, whenParked = {} } = rows
  const first = ([row]: OutboxRow[]) => (row ? toItem(row) : null)
  const own = ofChannel(channel)
  const one = (id: string) => and(eq(outbox.id, id), inThatRow(own))
  const isState = (state: string) => and(own, inState([state]))
  const stands = (states: readonly string[]) => inThatRow(inState(states))
  const change = async (set: Parameters<ReturnType<Db['update']>['set']>[0], where: SQL | undefined) =>
    await db.update(outbox).set(set).where(where).returning()
  const mayGo = (now: Date) =>
    and(
      lte(outbox.dueAt, now),
      prepares ? or(isNull(outbox.claimedUntil), lte(outbox.claimedUntil, now)) : undefined,
      sql`not ${earlierUnsettled}`,
    )
  const sealedIn = (state: string) => (sealedGoesIn.includes(state) ? { sealed: null } : {})
  const leased = prepares ? unsettled : ['sending']
  const held = [...new Set(['sending', states.unknown, ...(prepares ? ['queued'] : [])])]

  /** Nobody knows what became of it, unless its echo was heard while it was being sent. */
  const unconfirmed = (reason: string) => ({
    ...sealedIn('unconfirmed'),
    state: sql<string>`case when ${isEchoed} then 'sent' else 'unconfirmed' end`,
    lastReason: sql<string>`case when ${isEchoed} then 'confirmed_by_echo' else ${reason} end`,
  })

  function settled(to: Settlement, unclaimed: boolean) {
    if (to.state === 'unconfirmed') return { ...released, ...unconfirmed(to.reason ?? '') }
    if (to.state !== 'queued') {
      const more = to.state === states.parked ? whenParked : {}
      const sentAt = to.state === states.sent ? (to.at ?? null) : null
      return { ...released, ...sealedIn(to.state), ...more, state: to.state, sentAt, lastReason: to.reason }
    }
    return {
      ...released,
      state: sql<string>`case when ${isOvertaken} then 'superseded' else 'queued' end`,
      sealed: sql`case when ${isOvertaken} then null else ${outbox.sealed} end`,
      dueAt: to.dueAt,
      lastReason: to.reason,
      sentAt: null,
      ...(unclaimed ? { attempts: sql<number>`${outbox.attempts} + 1` } : {}),
    }
  }

  return {
    find: async (id) => first(await db.select().from(outbox).where(one(id))),

    async firstUnsettled(id) {
      const key = db.select({ key: outbox.orderKey }).from(outbox).where(one(id))
      const sameKey = and(own, eq(outbox.orderKey, sql`(${key})`), stands(unsettled))
      return first(await db.select().from(outbox).where(sameKey).orderBy(asc(outbox.position)).limit(1))
    },

    async claim(id, { claimId, now, until }) {
      const state = prepares ? 'queued' : 'sending'
      const set = { state, claimId, claimedUntil: until, attempts: sql<number>`${outbox.attempts} + 1` }
      return first(await change(set, and(one(id), stands(['queued']), mayGo(now))))
    },

    async beginSend(id, { claimId, now, until }) {
      const holds = and(one(id), stands(['queued']), eq(outbox.claimId, claimId), gt(outbox.claimedUntil, now))
      return (await change({ state: 'sending', claimedUntil: until }, holds)).length > 0
    },

    async settle(id, claimId, to) {
      const holds = claimId === null ? stands(['queued']) : and(eq(outbox.claimId, claimId), stands(held))
      return first(await change(settled(to, claimId === null), and(one(id), holds)))
    },

    async expireLeases(now) {
      const reason = 'lease_ran_out'
      const to = states.unknown === 'queued' ? { state: 'queued', dueAt: now, lastReason: reason } : unconfirmed(reason)
      // The claim stays on the row: its worker may only have been slow, and then knows the truth.
      const set = { ...to, claimedUntil: null }
      return (await change(set, and(isState('sending'), lte(outbox.claimedUntil, now)))).map(toItem)
    },

    async giveUp(queuedBefore) {
      const old = Object.entries(queuedBefore).map(([kind, before]) =>
        and(eq(outbox.kind, kind), lt(outbox.firstQueuedAt, before)),
      )
      const to = { state: states.refused, reason: 'gave_up' }
      return (await change(settled(to, true), and(isState('queued'), or(...old)))).map(toItem)
    },

    async oldestQueued(kind) {
      const [row] = await db
        .select({ at: min(outbox.firstQueuedAt) })
        .from(outbox)
        .where(and(isState('queued'), eq(outbox.kind, kind)))
      return row?.at ?? null
    },

    async due(now, limit) {
      const id = { id: outbox.id }
      const due = await db
        .select(id)
        .from(outbox)
        .where(and(isState('queued'), mayGo(now)))
        .orderBy(asc(outbox.dueAt))
        .limit(limit)
      return due.map((row) => row.id)
    },

    async nextLeaseEnd() {
      const [row] = await db
        .select({ at: min(outbox.claimedUntil) })
        .from(outbox)
        .where(and(own, inState(leased), isNotNull(outbox.claimedUntil)))
      return row?.at ?? null
    },

    async confirmSent(id, at) {
      const set = settled({ state: states.sent, at, reason: 'confirmed_by_user' }, true)
      return first(await change(set, and(one(id), stands(['unconfirmed']))))
    },

    async queueAgain(id, now) {
      const reset = { state: 'queued', attempts: 0, dueAt: now, firstQueuedAt: now, lastReason: 'sent_again' }
      // Where what was sealed is gone there is nothing to send again.
      const has = or(isNotNull(outbox.sealed), ne(outbox.text, ''))
      const mayGoAgain = and(one(id), stands(['unconfirmed']), has, sql`not ${isOvertaken}`)
      return first(await change({ ...released, ...reset }, mayGoAgain))
    },
  }
}

/** Deliveries of one channel inside the caller's transaction. */
export function outboxTransaction<Item extends Delivery>(
  tx: Tx,
  { channel, toItem, toRow, states }: Rows<Item>,
  gather: Gather = eachAlone,
): OutboxTransaction<Item> {
  return {
    lock: gather(async (orderKeys: readonly string[]) => {
      // By the words that processes of the version before lock, too. In one order, so that no two wait for one another.
      const words = orderKeys.toSorted().map((key) => `${channel} ${key}`)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(word, 0)) 
        from unnest(${sql.param(words)}::text[]) word`)
      const ofKeys = and(ofChannel(channel), isAmong(outbox.orderKey, orderKeys))
      const found = await tx.select().from(outbox).where(ofKeys).orderBy(asc(outbox.position))
      const byKey = Map.groupBy(found, (row) => row.orderKey)
      return orderKeys.map((key) => (byKey.get(key) ?? []).map(toItem))
    }),

    insert: gather(async (items: readonly Item[]) => {
      await tx.insert(outbox).values(items.map(toRow))
      return items.map(() => undefined)
    }),

    async replace(item) {
      const waits = and(eq(outbox.id, item.id), inThatRow(sql`${ofChannel(channel)} and ${inState([states.parked])}`))
      await tx.update(outbox).set(toRow(item)).where(waits)
    },
  }
}
