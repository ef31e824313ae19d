import { and, eq, exists, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Side } from '#lib/kernel/side.ts'
import type { Person, Shipment, ShippingStore, TypedShipment } from '#lib/shipping/index.ts'
import type { Db, Tx } from '../client.ts'
import { removeRows, rowsOf } from '../rows.ts'
import { grants, parties, seats } from '../schema/access.ts'
import { outbox } from '../schema/outbox.ts'
import { drafts, shipmentAddresses, shipmentNotes, shipmentProblems, shipments } from '../schema/shipping.ts'

// What is known of one person goes by the files forget-*.ts; what merely grew old by erase-*.ts.

const nobody = sql`false`

type Columns = {
  typedBySessionId: AnyPgColumn
  typedByDivarUserId: AnyPgColumn
  conversationId: AnyPgColumn
  side: AnyPgColumn
}

/** Whether this user consented on, or came to, that side of that conversation. */
function stoodAt(db: Db, divarUserId: string, { conversationId, side }: Columns): SQL {
  const at = (table: typeof parties | typeof grants | typeof seats) =>
    and(eq(table.conversationId, conversationId), eq(table.side, side))
  const isTheirs = or(eq(seats.divarUserId, divarUserId), eq(seats.launchUserId, divarUserId))
  const ways = or(
    exists(rowsOf(db, parties, and(at(parties), eq(parties.divarUserId, divarUserId)))),
    exists(rowsOf(db, grants, and(at(grants), eq(grants.divarUserId, divarUserId)))),
    exists(rowsOf(db, seats, and(at(seats), isTheirs))),
  )
  return ways ?? nobody
}

/**
 * Whether a person typed a row: a session on its side, a proven Divar user everywhere. What was typed before a consent
 * names nobody: on a side where the user stood it counts as theirs.
 */
function typedBy(db: Db, { divarUserId, seat }: Person, columns: Columns): SQL {
  const { typedBySessionId, typedByDivarUserId, conversationId, side } = columns
  const byUser =
    divarUserId === null
      ? undefined
      : or(eq(typedByDivarUserId, divarUserId), and(isNull(typedByDivarUserId), stoodAt(db, divarUserId, columns)))
  const bySession =
    seat === null
      ? undefined
      : and(eq(typedBySessionId, seat.sessionId), eq(conversationId, seat.conversationId), eq(side, seat.side))
  return or(byUser, bySession) ?? nobody
}

/** What a person typed. */
export function forgetTypedRows(
  db: Db,
  toShipment: (row: typeof shipments.$inferSelect) => Shipment,
): Pick<ShippingStore, 'typedBy' | 'forgetDrafts' | 'forgetProofs' | 'forgetTyped' | 'forgetDistrict'> {
  const { conversationId } = shipments
  const typedIn = (person: Person, table: typeof shipmentAddresses | typeof shipmentProblems) =>
    typedBy(db, person, { ...table, conversationId })
  const ofPerson = (person: Person, table: typeof shipmentAddresses | typeof shipmentProblems) =>
    exists(rowsOf(db, shipments, and(eq(shipments.id, table.shipmentId), typedIn(person, table))))
  const isNoted = (table: typeof shipmentAddresses | typeof shipmentProblems) =>
    eq(table.shipmentId, shipmentNotes.shipmentId)
  const draftsOf = (person: Person) =>
    or(typedBy(db, person, drafts), person.seat ? eq(drafts.seatId, person.seat.id) : undefined) ?? nobody
  const about = async (person: Person, table: typeof shipmentAddresses | typeof shipmentProblems) =>
    await db
      .select({ row: shipments, side: table.side })
      .from(table)
      .innerJoin(shipments, eq(shipments.id, table.shipmentId))
      .where(typedIn(person, table))
  return {
    async typedBy(person) {
      const found = new Map<string, TypedShipment>()
      const entry = ({ row, side }: { row: typeof shipments.$inferSelect; side: Side }) => {
        const key = `${row.id} ${side}`
        const typed: TypedShipment = found.get(key) ?? { shipment: toShipment(row), side, address: false, problems: 0 }
        found.set(key, typed)
        return typed
      }
      for (const row of await about(person, shipmentAddresses)) entry(row).address = true
      for (const row of await about(person, shipmentProblems)) entry(row).problems += 1
      const [draft] = await db.select({ count: sql<number>`count(*)::int` }).from(drafts).where(draftsOf(person))
      const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, typed]) => typed)
      return { drafts: draft?.count ?? 0, shipments: sorted }
    },
    forgetDrafts: async (person) => await removeRows(db, drafts, draftsOf(person)),
    async forgetProofs(person) {
      const received = and(eq(shipmentAddresses.shipmentId, outbox.id), eq(shipmentAddresses.side, 'DEMAND'))
      const own = and(received, ofPerson(person, shipmentAddresses))
      const pictures = and(eq(outbox.channel, 'proofs'), exists(rowsOf(db, shipmentAddresses, own)))
      await removeRows(db, outbox, pictures ?? nobody)
    },
    async forgetTyped(person, shipmentIds) {
      const [address, problem] = [shipmentAddresses, shipmentProblems].map(
        (table) => and(inArray(table.shipmentId, shipmentIds), ofPerson(person, table)) ?? nobody,
      )
      // What the staff wrote there may be about them.
      const theirs = or(
        exists(rowsOf(db, shipmentAddresses, and(isNoted(shipmentAddresses), address))),
        exists(rowsOf(db, shipmentProblems, and(isNoted(shipmentProblems), problem))),
      )
      await removeRows(db, shipmentNotes, theirs ?? nobody)
      await removeRows(db, shipmentAddresses, address ?? nobody)
      return await removeRows(db, shipmentProblems, problem ?? nobody)
    },
    async forgetDistrict(shipmentId, side) {
      const set = side === 'SUPPLY' ? { pickupDistrict: null } : { dropoffDistrict: null }
      await db.update(shipments).set(set).where(eq(shipments.id, shipmentId))
    },
  }
}

/** The seats at which a person sits: where they act, the same session's of that side, and all of the user's. */
export async function lockSeats(db: Tx, { divarUserId, seat }: Person): Promise<void> {
  const here =
    seat === null
      ? undefined
      : or(
          eq(seats.id, seat.id),
          and(
            eq(seats.sessionId, seat.sessionId),
            eq(seats.conversationId, seat.conversationId),
            eq(seats.side, seat.side),
          ),
        )
  const theirs =
    divarUserId === null ? undefined : or(eq(seats.divarUserId, divarUserId), eq(seats.launchUserId, divarUserId))
  const all = or(here, theirs) ?? nobody
  await db.select({ id: seats.id }).from(seats).where(all).orderBy(seats.id).for('update')
}
