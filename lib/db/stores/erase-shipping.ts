import { and, eq, exists, inArray, lte, not, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Erasers } from '#lib/addon/retention/index.ts'
import type { ShipmentState, ShippingRetentionItem } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { removeRows, rowsOf } from '../rows.ts'
import { courierSights, courierTaps } from '../schema/courier.ts'
import { outbox } from '../schema/outbox.ts'
import { drafts, shipmentAddresses, shipmentNotes, shipmentProblems, shipments } from '../schema/shipping.ts'
import { eraserOf, type Remover } from './remove.ts'

/** A list of ids that a database reads without a thought. */
const atOnce = 500
/** Rows that resist, before the sweep leaves the rest to the next. */
const maxStuck = 5_000

const unfinished: ShipmentState[] = ['rejected', 'cancelled', 'expired']

/** Drafts, and what is known of shipments beyond a row for accounting, grown old. */
export function shippingErasers(db: Db): Erasers<ShippingRetentionItem> {
  const eraser = eraserOf(db)

  /**
   * Has `work` take shipments out of the partial index that they are found by, the oldest first, some at a time. `found` and
   * the order must be as that index has them: else the database walks through everything that ever ended.
   */
  const inTurns = async (remover: Remover, found: SQL | undefined, work: (ids: string[]) => Promise<number>) => {
    let count = 0
    const stuck: string[] = []
    for (;;) {
      const rows = await db
        .select({ id: shipments.id })
        .from(shipments)
        .where(and(found, notInArray(shipments.id, stuck)))
        .orderBy(shipments.endedAt)
        .limit(atOnce)
      if (rows.length === 0 || stuck.length > maxStuck) return count
      count += await remover.inHalves(
        rows.map(({ id }) => id),
        (id) => {
          stuck.push(id)
          return `shipments ${id}`
        },
        work,
      )
    }
  }

  const addressesOfEnded = async (remover: Remover, states: ShipmentState[], before: Date) => {
    let count = 0
    for (const state of states) {
      const ended = and(eq(shipments.state, state), lte(shipments.endedAt, before), not(shipments.isEmptied))
      count += await inTurns(remover, ended, async (ids) => {
        const erased = await removeRows(db, shipmentAddresses, inArray(shipmentAddresses.shipmentId, ids))
        await db.update(shipments).set({ isEmptied: true, sealedCourier: null }).where(inArray(shipments.id, ids))
        return erased
      })
    }
    return count
  }

  const textsOfEnded =
    (table: typeof shipmentProblems | typeof shipmentNotes) =>
    async ({ remove }: Remover, before: Date) => {
      const ended = and(eq(shipments.id, table.shipmentId), lte(shipments.endedAt, before))
      return await remove(table, and(exists(rowsOf(db, shipments, ended)), lte(table.createdAt, before)))
    }

  /** What stays names nobody and leads nowhere: a row for accounting. */
  const tracesOfEnded = async (remover: Remover, before: Date) => {
    const ended = and(lte(shipments.endedAt, before), sql`${shipments.conversationId} <> ''`)
    const empty = {
      postToken: null,
      itemTitle: null,
      declaredValueToman: null,
      pickupDistrict: null,
      dropoffDistrict: null,
      reason: null,
      sealedHandoverKey: null,
      courierId: null,
    }
    return await inTurns(remover, ended, async (ids) => {
      const told = or(eq(outbox.subject, 'shipment'), eq(outbox.channel, 'carrier_orders'))
      await removeRows(db, outbox, and(told, inArray(outbox.subjectId, ids)))
      for (const table of [shipmentProblems, shipmentNotes, courierTaps, courierSights])
        await removeRows(db, table, inArray(table.shipmentId, ids))
      const trackingCode = sql`gen_random_uuid()::text`
      await db
        .update(shipments)
        .set({ ...empty, conversationId: '', trackingCode, grantId: null, otherGrantId: null })
        .where(inArray(shipments.id, ids))
      return ids.length
    })
  }

  return {
    draft: eraser(async ({ remove }, dueBefore) => await remove(drafts, lte(drafts.updatedAt, dueBefore))),
    shipment_address: eraser(
      async (all, dueBefore) => await addressesOfEnded(all, ['delivered', 'returned'], dueBefore),
    ),
    unfinished_shipment_address: eraser(async (all, dueBefore) => await addressesOfEnded(all, unfinished, dueBefore)),
    problem_text: eraser(textsOfEnded(shipmentProblems)),
    shipment_note: eraser(textsOfEnded(shipmentNotes)),
    shipment_trace: eraser(tracesOfEnded),
  }
}
