import { randomUUID } from 'node:crypto'
import type { Seat } from '#lib/addon/access/index.ts'
import type { Db } from '#lib/db/client.ts'
import { drafts, shipmentAddresses, shipmentProblems, shipments } from '#lib/db/schema/shipping.ts'
import { toman } from '#lib/kernel/toman.ts'

type DraftRow = typeof drafts.$inferInsert
type ShipmentRow = typeof shipments.$inferInsert
type AddressRow = typeof shipmentAddresses.$inferInsert

const start = new Date('2026-11-22T09:00:00Z')

/** Rows of shipping as a seat leaves them: what erasing is about. */
export async function draftOf(db: Db, seat: Seat, change: Partial<DraftRow>): Promise<string> {
  const id = randomUUID()
  await db.insert(drafts).values({
    id,
    seatId: seat.id,
    conversationId: seat.conversationId,
    side: seat.side,
    typedBySessionId: seat.sessionId,
    trackingCode: id,
    choices: {
      parcel: null,
      ownPlace: null,
      cityInMind: null,
      otherPlace: null,
      service: null,
      payer: null,
      itemTitle: null,
      postPlace: null,
    },
    createdAt: start,
    updatedAt: start,
    dueAt: start,
    ...change,
  })
  return id
}

export async function shipmentOf(db: Db, seat: Seat, change: Partial<ShipmentRow>): Promise<string> {
  const id = randomUUID()
  await db.insert(shipments).values({
    id,
    trackingCode: id,
    conversationId: seat.conversationId,
    proposerSide: seat.side,
    state: 'proposed',
    parcel: { size: 'small', weightGrams: 500, fragile: false, forbiddenAccepted: true },
    service: 'post_pishtaz',
    payer: 'buyer',
    quote: {
      ok: true,
      service: 'post_pishtaz',
      distance: null,
      min: toman(1),
      max: toman(1),
      parts: [],
      exact: true,
      deliveryTime: '',
      tariffName: '',
      sample: true,
    },
    priceLimitToman: 1,
    announced: false,
    createdAt: start,
    updatedAt: start,
    ...change,
  })
  return id
}

export async function addressOf(db: Db, shipmentId: string, change: Partial<AddressRow>): Promise<void> {
  await db
    .insert(shipmentAddresses)
    .values({ shipmentId, side: 'DEMAND', typedBySessionId: 'session', sealed: 'sealed', ...change })
}

export async function problemOf(
  db: Db,
  shipmentId: string,
  change: Partial<typeof shipmentProblems.$inferInsert>,
): Promise<void> {
  await db.insert(shipmentProblems).values({
    id: randomUUID(),
    shipmentId,
    side: 'DEMAND',
    typedBySessionId: 'session',
    sealedText: 'sealed',
    createdAt: start,
    ...change,
  })
}
