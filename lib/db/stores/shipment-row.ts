import type { Appointment, Place, Shipment } from '#lib/shipping/index.ts'
import type { shipments } from '../schema/shipping.ts'
import { readQuote } from './stored-quote.ts'

const place = (city: string | null, district: string | null): Place | null =>
  city === null ? null : { city, district }

type Row = typeof shipments.$inferSelect

export const toShipment = (row: Row | undefined): Shipment | null => (row ? asShipment(row) : null)

export function asShipment(row: Row): Shipment {
  // `isEmptied` is the erasing job's own mark, of no meaning to the domain, the courier's account the desk's, the launch the figures'.
  const { isEmptied: _, sealedHandoverKey: _k, codeTries: _t, sealedCourier: _c, courierId: _i, ...own } = row
  const { launchedAt: _l, ...known } = own
  const { pickupCity, pickupDistrict, dropoffCity, dropoffDistrict, pickupFrom, pickupTo, ...rest } = known
  return {
    ...rest,
    quote: readQuote(rest.quote),
    pickup: place(pickupCity, pickupDistrict),
    dropoff: place(dropoffCity, dropoffDistrict),
    pickupWindow: pickupFrom && pickupTo && { from: pickupFrom, to: pickupTo },
  }
}

export const appointmentRow = ({ pickupWindow, promisedAt, delayReason }: Appointment) => ({
  pickupFrom: pickupWindow?.from ?? null,
  pickupTo: pickupWindow?.to ?? null,
  promisedAt,
  delayReason,
})

export function toRow(shipment: Shipment): typeof shipments.$inferInsert {
  const { pickup, dropoff, pickupWindow, promisedAt, delayReason, ...rest } = shipment
  return {
    ...rest,
    ...appointmentRow({ pickupWindow, promisedAt, delayReason }),
    pickupCity: pickup?.city ?? null,
    pickupDistrict: pickup?.district ?? null,
    dropoffCity: dropoff?.city ?? null,
    dropoffDistrict: dropoff?.district ?? null,
  }
}
