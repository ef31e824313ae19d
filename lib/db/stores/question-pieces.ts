import { and, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../client.ts'
import { oldestPiece, assistantConversations as talks } from '../schema/assistant.ts'
import type { Remover } from './remove.ts'

// What pieces of a question said stands in the row of its conversation, which stays.

/** Some rows with a piece that was heard at `before` or earlier. */
const withOldPieces = (before: Date) => lte(oldestPiece(talks), sql`${before.toISOString()}::timestamptz`)

/** Each piece goes by its own moment. */
function forgotten(before: Date) {
  const kept = (column: AnyPgColumn, at: AnyPgColumn): SQL =>
    sql`case when ${at} > ${before.toISOString()}::timestamptz then ${column} end`
  return {
    pieceTopic: kept(talks.pieceTopic, talks.pieceTopicAt),
    pieceTopicAt: kept(talks.pieceTopicAt, talks.pieceTopicAt),
    pieceCity: kept(talks.pieceCity, talks.pieceCityAt),
    pieceCityAt: kept(talks.pieceCityAt, talks.pieceCityAt),
  }
}

/** Forgets what was heard at `before` or earlier. */
export async function forgetPieces(db: Db, before: Date): Promise<void> {
  await db.update(talks).set(forgotten(before)).where(withOldPieces(before))
}

/** The same for the erasing job: a row that resists keeps no other. Gives in how many conversations something went. */
export async function erasePieces({ inHalves }: Remover, db: Db, before: Date): Promise<number> {
  const place = sql`${talks}.ctid`
  const rows = await db
    .select({ place: sql<string>`${place}::text` })
    .from(talks)
    .where(withOldPieces(before))
    .limit(maxAtOnce)
  return await inHalves(
    rows.map((row) => row.place),
    (one) => `assistant_conversations ${one}`,
    async (some) => {
      const these = inArray(
        place,
        some.map((one) => sql`${one}::tid`),
      )
      const gone = await db
        .update(talks)
        .set(forgotten(before))
        .where(and(withOldPieces(before), these))
        .returning({ one: sql`1` })
      return gone.length
    },
  )
}

/** The next sweep finds the rest. */
const maxAtOnce = 1_000
