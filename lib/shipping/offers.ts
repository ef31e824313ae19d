import type { PickupOption } from './promise.ts'
import type { Service } from './service.ts'
import type { Tariff } from './tariff.ts'

/** What the business offers. */
export type Offers = {
  /** Its tariff of now. */
  current(): Promise<Tariff>
  /** The prices of an earlier version, of what is offered now and where it works now. */
  promised(version: number): Promise<Tariff>
  /** Whether it takes bookings at this moment, for at once or for later. */
  takesBookings(): Promise<boolean>
  /** Whether the carrier has to say the handover code. */
  demandsCodes(): Promise<boolean>
  /** The next windows of a service, the earliest first; none where it is collected without an appointment. */
  pickups(service: Service): Promise<PickupOption[]>
}
