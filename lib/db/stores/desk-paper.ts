import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DeskStore } from '#lib/desk/index.ts'
import type { Db } from '../client.ts'
import { isOnTheWay, shipmentAddresses, shipments } from '../schema/shipping.ts'
import { staffAudit } from '../schema/staff.ts'
import { readQuote } from './stored-quote.ts'

const supply = alias(shipmentAddresses, 'supply')
const demand = alias(shipmentAddresses, 'demand')

/** What the desk prints. */
export function paperRows(db: Db): Pick<DeskStore, 'onPaper' | 'ofCourier' | 'printed'> {
  return {
    async onPaper(shipmentIds) {
      if (shipmentIds.length === 0) return []
      const rows = await db
        .select({ shipment: shipments, pickup: supply.sealed, dropoff: demand.sealed })
        .from(shipments)
        .leftJoin(supply, and(eq(supply.shipmentId, shipments.id), eq(supply.side, 'SUPPLY')))
        .leftJoin(demand, and(eq(demand.shipmentId, shipments.id), eq(demand.side, 'DEMAND')))
        .where(inArray(shipments.id, [...shipmentIds]))
      return rows.map(({ shipment, ...sealed }) => {
        const { id, trackingCode, state, service, payer, parcel, promisedAt, createdAt, pickupFrom, pickupTo } =
          shipment
        return {
          ...{ id, trackingCode, state, service, payer, parcel, promisedAt, createdAt, sealed },
          pickup: placeOf(shipment.pickupCity, shipment.pickupDistrict),
          dropoff: placeOf(shipment.dropoffCity, shipment.dropoffDistrict),
          pickupWindow: pickupFrom && pickupTo && { from: pickupFrom, to: pickupTo },
          priceToman: readQuote(shipment.quote).max,
        }
      })
    },
    async ofCourier(courierId) {
      const rows = await db
        .select({ id: shipments.id })
        .from(shipments)
        .where(and(isOnTheWay, eq(shipments.courierId, courierId)))
        .orderBy(asc(shipments.id))
      return rows.map(({ id }) => id)
    },
    async printed(staffId, printId, since) {
      const { what, which, detail, at, number } = staffAudit
      const isOfPrint = sql`right(${detail}, ${printId.length + 1}::int) = ${` ${printId}`}`
      const rows = await db
        .select({ what, which, detail, at })
        .from(staffAudit)
        .where(and(gte(at, since), eq(staffAudit.staffId, staffId), isOfPrint))
        .orderBy(asc(number))
      return rows.flatMap(({ which, ...rest }) => (which === null ? [] : [{ ...rest, which }]))
    },
  }
}

const placeOf = (city: string | null, district: string | null) => (city === null ? null : { city, district })
