import { type Offers, sampleTariff } from './index.ts'

/** A business that always takes bookings, everywhere and at the sample's prices, without appointments. */
export const sampleOffers: Offers = {
  current: async () => sampleTariff,
  promised: async () => sampleTariff,
  takesBookings: async () => true,
  demandsCodes: async () => false,
  pickups: async () => [],
}
