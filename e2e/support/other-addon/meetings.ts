import { type SQL, sql } from 'drizzle-orm'
import type { Seat } from '#lib/addon/access/index.ts'
import { queueMessage } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { messageTransaction } from '#lib/db/stores/messages.ts'
import { buttonGrid, dynamicActionButton, serverLinkButton } from '#lib/divar/index.ts'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Side } from '#lib/kernel/side.ts'
import { otherAddon } from './declaration.ts'

type Place = { place: string; at: string }
export type Meeting = Place & {
  id: string
  conversationId: string
  proposedBy: Side
  state: 'draft' | 'proposed' | 'agreed'
  grantId: string | null
}

/** What was typed into the form; null: not usable. */
export function readMeeting(form: URLSearchParams): Place | null {
  const [place, at] = [form.get('place')?.trim() ?? '', form.get('at')?.trim() ?? '']
  return place && at && `${place}${at}`.length <= 120 ? { place, at } : null
}

const first = async (db: Db, query: SQL) => ((await db.execute(query)).rows[0] as Meeting | undefined) ?? null

/** Its own table beside those of the base. Of processes that start at once PostgreSQL would refuse one: they take turns. */
export const createTables = async (db: Db): Promise<unknown> =>
  await db.execute(sql`
    do $$ begin perform pg_advisory_xact_lock(830144); create table if not exists other_addon_meetings (
      id text primary key, "conversationId" text, "proposedBy" text, place text, at text, state text, "grantId" text,
      "endsAt" timestamptz not null); end $$`)

export const findMeeting = async (db: Db, id: string): Promise<Meeting | null> =>
  await first(db, sql`select * from other_addon_meetings where id = ${id}`)

export async function draftMeeting(db: Db, clock: Clock, seat: Seat, { place, at }: Place) {
  const id = newId()
  const endsAt = addSeconds(clock(), otherAddon.retention.meeting.keptSeconds).toISOString()
  await db.execute(sql`
    insert into other_addon_meetings values (${id}, ${seat.conversationId}, ${seat.side}, ${place}, ${at}, 'draft', null, ${endsAt})`)
  return id
}

export type TxDeps = { wake: Wake; clock: Clock }
/** The draft becomes a proposal, and the chat is told, or neither. Once more changes nothing. */
export const propose = async (tx: Tx, deps: TxDeps, id: string, grantId: string): Promise<boolean> =>
  await move(tx, deps, 'proposal', sql`state = 'proposed', "grantId" = ${grantId} where id = ${id} and state = 'draft'`)

/** The other side agrees; the chat is told in the name of the side that proposed. */
export const agree = async (tx: Tx, deps: TxDeps, id: string, by: Side): Promise<boolean> =>
  await move(
    tx,
    deps,
    'agreement',
    sql`state = 'agreed' where id = ${id} and state = 'proposed' and "proposedBy" <> ${by}`,
  )

async function move(tx: Tx, { wake, clock }: TxDeps, kind: 'proposal' | 'agreement', to: SQL): Promise<boolean> {
  const meeting = await first(tx, sql`update other_addon_meetings set ${to} returning *`)
  if (!meeting) return false
  const { id, conversationId, grantId, proposedBy: senderSide, place, at } = meeting
  const buttons = buttonGrid([
    [serverLinkButton({ icon: 'EVENT', caption: 'باز کردن قرار' }, { meeting: id })],
    [dynamicActionButton({ icon: 'INFO', caption: 'وضعیت قرار' }, { meeting: id })],
  ])
  const text = `${kind === 'proposal' ? 'پیشنهاد قرار' : 'قرار قطعی شد'}: ${place}، ${at}`
  const about = { subject: 'meeting', subjectId: id, kind, occurrence: 1, conversationId, grantId, senderSide }
  const shown = { text, sealedText: null, senderButtons: buttons, receiverButtons: buttons }
  const deps = { messages: messageTransaction(tx), wake, clock }
  await queueMessage(deps, { ...about, ...shown, channel: 'conversation' })
  // Open pages hear of it when the transaction has ended.
  await tx.execute(sql`select pg_notify(${otherAddon.channels.meetings}, ${id})`)
  return true
}

export const eraseMeetings = async (db: Db, which: SQL): Promise<number> =>
  (await db.execute(sql`delete from other_addon_meetings where ${which} returning id`)).rows.length

export const overBy = (dueBefore: Date): SQL => sql`"endsAt" <= ${dueBefore.toISOString()}`
export const forgetUser = async (db: Db, id: string): Promise<number> =>
  await eraseMeetings(db, sql`"conversationId" in (select conversation_id from parties where divar_user_id = ${id})`)
