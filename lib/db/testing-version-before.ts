import { sql } from 'drizzle-orm'
import type { Claim } from '#lib/addon/outbox/delivery.ts'
import type { Db, Tx } from './client.ts'

type Row = { id: string; state: string }

const tables = {
  chat_messages: { key: 'id', sent: 'sent', sentAt: 'sent_at', unknown: 'unconfirmed' },
  carrier_orders: { key: 'id', sent: 'delivered', sentAt: 'delivered_at', unknown: 'queued' },
  proofs: { key: 'shipment_id', sent: 'sent', sentAt: 'sent_at', unknown: 'unconfirmed' },
} as const

export type OldTable = keyof typeof tables

/** A process of the version before the outbox, which knows three tables: its statements, as it wrote them. */
export function versionBefore(db: Db, table: OldTable) {
  const { key, sent, sentAt, unknown } = tables[table]
  const [t, id] = [sql.identifier(table), sql.identifier(key)]
  const one = async (statement: ReturnType<typeof sql>) => (await db.execute<Row>(statement)).rows[0] ?? null
  const earlier =
    table === 'proofs'
      ? sql`claimed_until is null or claimed_until <= `
      : table === 'chat_messages'
        ? sql`not exists (select 1 from chat_messages as other where other.subject = chat_messages.subject
            and other.subject_id = chat_messages.subject_id and other.position < chat_messages.position
            and other.state in ('queued', 'sending'))`
        : sql`not exists (select 1 from carrier_orders as other where other.shipment_id = carrier_orders.shipment_id
            and other.position < carrier_orders.position and other.state in ('queued', 'sending'))`
  const mayGo = (now: Date) =>
    sql`state = 'queued' and due_at <= ${now.toISOString()} and (${table === 'proofs' ? sql`${earlier}${now.toISOString()}` : earlier})`
  return {
    state: async (which: string) => (await one(sql`select ${id} as id, state from ${t} where ${id} = ${which}`))?.state,

    claim: async (which: string, { claimId, now, until }: Claim) =>
      await one(sql`update ${t} set state = ${table === 'proofs' ? 'queued' : 'sending'}, claim_id = ${claimId},
        claimed_until = ${until.toISOString()}, attempts = attempts + 1
        where ${id} = ${which} and ${mayGo(now)} returning ${id} as id, state`),

    beginSend: async (which: string, { claimId, now, until }: Claim) =>
      (await one(sql`update ${t} set state = 'sending', claimed_until = ${until.toISOString()} where ${id} = ${which}
        and state = 'queued' and claim_id = ${claimId} and claimed_until > ${now.toISOString()}
        returning ${id} as id, state`)) !== null,

    settleSent: async (which: string, claimId: string, at: Date) =>
      await one(sql`update ${t} set claim_id = null, claimed_until = null, state = ${sent}, ${sql.identifier(sentAt)} =
        ${at.toISOString()}, last_reason = null where ${id} = ${which} and claim_id = ${claimId}
        and state in ('queued', 'sending', 'unconfirmed') returning ${id} as id, state`),

    settleQueued: async (which: string, claimId: string, at: Date) =>
      await one(sql`update ${t} set claim_id = null, claimed_until = null, state = 'queued', due_at = ${at.toISOString()},
        last_reason = 'again' where ${id} = ${which} and claim_id = ${claimId}
        and state in ('queued', 'sending', 'unconfirmed') returning ${id} as id, state`),

    expireLeases: async (now: Date) =>
      await db.execute(sql`update ${t} set state = ${unknown}, claimed_until = null, last_reason = 'lease_ran_out'
        where state = 'sending' and claimed_until <= ${now.toISOString()}`),
  }
}

/** How that version writes a message for the same subject: under its own lock, at the next position. */
export async function queueBefore(tx: Tx, subjectId: string, kind: string, at: Date): Promise<string> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`chat_messages shipment ${subjectId}`}, 0))`)
  const { rows } = await tx.execute<{
    next: number
  }>(sql`select coalesce(max(position), 0) + 1 as next from chat_messages
    where subject = 'shipment' and subject_id = ${subjectId}`)
  const id = `old ${kind} ${subjectId}`
  await tx.execute(sql`insert into chat_messages (id, subject, subject_id, kind, occurrence, position, conversation_id,
    grant_id, sender_side, text, sealed_text, channel, state, overtaken, attempts, due_at, first_queued_at, created_at)
    values (${id}, 'shipment', ${subjectId}, ${kind}, 1, ${rows[0]?.next}, 'conversation-1', 'grant-1', 'DEMAND', 'متن',
    default, default, 'queued', default, 0, ${at.toISOString()}, ${at.toISOString()}, ${at.toISOString()})`)
  return id
}
