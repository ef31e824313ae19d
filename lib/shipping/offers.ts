import type { Tariff } from './tariff.ts'

/** What the business offers. */
export type Offers = {
  /** Its tariff of now. */
  current(): Promise<Tariff>
  /** The prices of an earlier version, of what is offered now and where it works now. */
  promised(version: number): Promise<Tariff>
  /** Whether it takes bookings at this moment, for at once or for later. */
  takesBookings(): Promise<boolean>
}
