import fc from 'fast-check'
import type { AddressData } from '../support/journey.ts'

/** Every state of a shipment, so often in each twenty: first each once, then those again of which a business has more. */
const states = [
  'proposed',
  'accepted',
  'assigned',
  'picked_up',
  'delivery_failed',
  'rejected',
  'cancelled',
  'expired',
  'delivered',
  'returned',
  'accepted',
  'delivered',
  'assigned',
  'proposed',
  'picked_up',
  'accepted',
  'delivered',
  'cancelled',
  'assigned',
  'picked_up',
] as const

export type CrowdState = (typeof states)[number]

/** When something was agreed to: a month ago, of which nobody has heard since, a week ago, of which the promise is broken, or today. */
export type CrowdTime = 'last_month' | 'last_week' | 'today'

export type Planned = {
  number: number
  state: CrowdState
  time: CrowdTime
  /** Who proposes. */
  by: 'SUPPLY' | 'DEMAND'
  /** Who moves it on: people at the desk, or the carrier's own system. */
  mover: 'desk' | 'carrier'
  size: string
  fragile: boolean
  payer: 'buyer' | 'seller'
  /** Which of the services that go there, and of the windows that are offered. */
  choice: number
  /** Whether the buyer is in another city than the seller. */
  isFar: boolean
  seller: Contact
  buyer: Contact
}

/** Where in their city is chosen once that is known, by a number. */
export type Contact = Pick<AddressData, 'name' | 'mobile' | 'line' | 'postalCode'> & { place: number }

const first = ['مریم', 'حسین', 'نرگس', 'رضا', 'الهام', 'بهروز', 'شیرین', 'کاوه', 'پریسا', 'یوسف', 'لیلا', 'آرش']
const last = ['کریمی', 'صادقی', 'نوروزی', 'حیدری', 'ملکی', 'جعفری', 'رستمی', 'شریفی', 'فرهادی', 'باقری', 'زند', 'امینی']
const streets = ['بهار', 'لاله', 'سعدی', 'حافظ', 'گلستان', 'نسترن', 'یاس', 'سپیده', 'آزادی', 'مهر']
const sizes = ['پاکت', 'کوچک', 'متوسط', 'بزرگ']

const digits = (count: number) =>
  fc.array(fc.constantFrom(...'346789'), { minLength: count, maxLength: count }).map((some) => some.join(''))

const contacts: fc.Arbitrary<Contact> = fc
  .record({
    first: fc.constantFrom(...first),
    last: fc.constantFrom(...last),
    street: fc.constantFrom(...streets),
    house: fc.integer({ min: 1, max: 180 }),
    flat: fc.integer({ min: 1, max: 20 }),
    operator: fc.constantFrom('0912', '0935', '0919', '0901'),
    mobile: digits(7),
    postal: digits(9),
    place: fc.nat(1_000),
  })
  .map(({ street, house, flat, operator, mobile, postal, place, ...name }) => ({
    name: `${name.first} ${name.last}`,
    mobile: `${operator}${mobile}`,
    line: `خیابان ${street}، پلاک ${house}، واحد ${flat}`,
    postalCode: `1${postal}`,
    place,
  }))

const drawn = fc.record({
  by: fc.constantFrom('SUPPLY' as const, 'DEMAND' as const),
  size: fc.constantFrom(...sizes),
  fragile: fc.boolean(),
  payer: fc.constantFrom('buyer' as const, 'seller' as const),
  choice: fc.nat(11),
  isFar: fc.boolean(),
  seller: contacts,
  buyer: contacts,
})

/** Shipments of a business on a usual day, the same ones for the same seed: from ten on, some in every state. */
export function planCrowd({ count, seed }: { count: number; seed: number }): Planned[] {
  return fc.sample(drawn, { numRuns: count, seed }).map((one, number) => {
    const state = states[number % states.length] ?? 'proposed'
    return { ...one, number, state, time: timeOf(number, state), mover: number % 3 === 0 ? 'carrier' : 'desk' }
  })
}

/** Only the clock ends a shipment as expired; of those that are open in the second half, the promise is of last week. */
function timeOf(number: number, state: CrowdState): CrowdTime {
  if (state === 'expired') return 'last_month'
  const isOpen = state === 'accepted' || state === 'assigned' || state === 'picked_up'
  return isOpen && number % states.length > 13 ? 'last_week' : 'today'
}
