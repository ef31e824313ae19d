import { and, asc, eq, sql } from 'drizzle-orm'
import { eachAlone, type Gather } from '#lib/kernel/in-batches.ts'
import type { ShippingStore } from '#lib/shipping/index.ts'
import { isAmong } from '../among.ts'
import type { Db } from '../client.ts'
import { columnRow } from '../insert-rows.ts'
import { carrierCalls } from '../schema/carrier.ts'
import { shipmentSteps, shipments } from '../schema/shipping.ts'
import { asShipment, toRow } from './shipment-row.ts'

type StepStore = Pick<ShippingStore, 'lockShipment' | 'moveShipment' | 'addStep' | 'insertCarrierCall'>
type Given<Name extends keyof StepStore> = readonly Parameters<StepStore[Name]>[]

/**
 * What each step of a shipment asks. `gather`: the steps of a bulk share a transaction, and what they ask at one moment is one
 * statement.
 */
export function stepRows(db: Db, gather: Gather = eachAlone): StepStore {
  const move = async (...[shipment, from, sends = null]: Parameters<StepStore['moveShipment']>) => {
    const { id, trackingCode: _, announced: _a, grantId: _g, otherGrantId: _o, ...rest } = toRow(shipment)
    const { pickupFrom: _f, pickupTo: _t, promisedAt: _p, delayReason: _r, ...set } = rest
    const isThere = and(
      eq(shipments.id, id),
      eq(shipments.state, from.state),
      eq(shipments.proposerSide, from.proposerSide),
    )
    const [row] = await db
      .update(shipments)
      .set({ ...set, ...sends })
      .where(isThere)
      .returning()
    return row ? asShipment(row) : null
  }

  /** A row of many columns is as fast by a statement of its own. All are given back together, to go on together. */
  const moveShipment = gather(async (given: Given<'moveShipment'>) => {
    const moved: Awaited<ReturnType<typeof move>>[] = []
    for (const one of given) moved.push(await move(...one))
    return moved
  })

  const addStep = gather(async (given: Given<'addStep'>) => {
    const ones = given.map(([{ began, at, happenedAt = at, ...step }, author]) => {
      const { way = null, staffId = null, role: staffRole = null } = author ?? {}
      return { row: columnRow(shipmentSteps, { ...step, at, way, staffId, staffRole }), began, told: happenedAt }
    })
    const { rows } = await db.execute<{ id: string; number: number }>(sql`
      insert into ${shipmentSteps} (shipment_id, number, event, state, by, at, reason, way, staff_id, staff_role)
      select given.shipment_id, coalesce(last.number, 0) + 1, given.event, given.state, given.by,
        least(greatest((one ->> 'told')::timestamptz, coalesce(last.at, (one ->> 'began')::timestamptz)), given.at),
        given.reason, given.way, given.staff_id, given.staff_role
      from jsonb_array_elements(${JSON.stringify(ones)}::jsonb) one,
        jsonb_populate_record(null::${shipmentSteps}, one -> 'row') given left join lateral
        (select number, at from ${shipmentSteps} own where own.shipment_id = given.shipment_id order by number desc limit 1)
        last on true
      returning shipment_id as id, number`)
    const numbers = new Map(rows.map(({ id, number }) => [id, number]))
    return given.map(([{ shipmentId }]) => {
      const number = numbers.get(shipmentId)
      if (number === undefined) throw new Error('a step gave no number')
      return number
    })
  })

  const insertCarrierCall = gather(async (given: Given<'insertCarrierCall'>) => {
    const rows = await db
      .insert(carrierCalls)
      .values(given.map(([id, receivedAt]) => ({ id, receivedAt })))
      .onConflictDoNothing()
      .returning({ id: carrierCalls.id })
    const fresh = new Set(rows.map(({ id }) => id))
    // Of two of the same the first one is it.
    return given.map(([id]) => fresh.delete(id))
  })

  const lockShipment = gather(async (ids: readonly string[]) => {
    // In one order, so that no two transactions wait for one another.
    const inOrder = db.select().from(shipments).where(isAmong(shipments.id, ids)).orderBy(asc(shipments.id))
    const rows = new Map((await inOrder.for('update')).map((row) => [row.id, asShipment(row)]))
    return ids.map((id) => rows.get(id) ?? null)
  })

  return {
    lockShipment,
    moveShipment: async (...given) => await moveShipment(given),
    addStep: async (...given) => await addStep(given),
    insertCarrierCall: async (...given) => await insertCarrierCall(given),
  }
}
