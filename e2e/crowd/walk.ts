import type { Simulator } from '../simulator/index.ts'
import { payers } from '../support/journey.ts'
import { eventually } from '../support/patience.ts'
import { codeIn, enterDivar, isAccepted, openPeyk, type Person } from '../support/people.ts'
import { bookByForms, completeByForms } from '../support/plain-walk.ts'
import type { Desk, DeskStep } from './desk.ts'
import { cityFarFrom, type Place, placeIn } from './places.ts'
import type { CrowdState, Planned } from './plan.ts'

export type Where = { simulator: Simulator; desk: Desk | null; conversationId: string }

/** What is told of it after the acceptance. */
const ways: Partial<Record<CrowdState, DeskStep[]>> = {
  assigned: ['assigned'],
  picked_up: ['assigned', 'picked_up'],
  delivery_failed: ['assigned', 'picked_up', 'delivery_failed'],
  delivered: ['assigned', 'picked_up', 'delivered'],
  returned: ['assigned', 'picked_up', 'delivery_failed', 'returned'],
}

/** One shipment, by the pages of its two sides, to the state that is planned; gives its tracking code. */
export async function walk(where: Where, planned: Planned): Promise<string> {
  const { simulator, conversationId } = where
  const both = await Promise.all(
    (['SUPPLY', 'DEMAND'] as const).map(async (side) => await enterDivar(simulator, conversationId, side)),
  )
  try {
    const [seller, buyer] = both
    if (!seller || !buyer) throw new Error('nobody is there')
    return await live(where, planned, { seller, buyer })
  } finally {
    await Promise.all(both.map(({ cookies }) => cookies.dispose()))
  }
}

async function live(where: Where, planned: Planned, people: { seller: Person; buyer: Person }): Promise<string> {
  const { state, by } = planned
  const [proposer, other] = by === 'SUPPLY' ? [people.seller, people.buyer] : [people.buyer, people.seller]
  const places = placesOf(where, planned)
  const code = await propose(where, planned, proposer, places)
  if (state === 'proposed') return code
  if (state === 'rejected') {
    const asked = await other.forms.follow(await openPeyk(where.simulator, other, code), 'نمی‌خواهم')
    await other.forms.submit(asked, 'این پیشنهاد را نمی‌پذیرم', { reason: 'دلیل دیگری دارم' })
    return code
  }
  // Of what is cancelled, a half is it by who proposed it, before anybody has answered.
  if (state === 'cancelled' && planned.number % 2 === 1) {
    const asked = await proposer.forms.follow(await openPeyk(where.simulator, proposer, code), 'لغو ارسال')
    await proposer.forms.submit(asked, 'ارسال را لغو می‌کنم', { reason: 'از معامله منصرف شدیم' })
    return code
  }
  const own = by === 'SUPPLY' ? { ...planned.buyer, ...places.buyer } : { ...planned.seller, ...places.seller }
  const { place: _, ...address } = own
  const proposal = await openPeyk(where.simulator, other, code)
  const accepted = await completeByForms(other.forms, proposal, address, planned.choice)
  if (!isAccepted(accepted)) throw new Error(`the acceptance of ${code} led to ${accepted.url}`)
  await ordered(where, code)
  for (const step of state === 'cancelled' ? (['cancelled'] as const) : (ways[state] ?? []))
    await move(where, planned, code, step)
  return code
}

type Places = { seller: Place; buyer: Place; isFar: boolean; otherCity: string }

/** The seller is where the post is. */
function placesOf({ simulator, conversationId }: Where, { seller, buyer, isFar, by }: Planned): Places {
  const city = simulator.control.conversations().find(({ id }) => id === conversationId)?.post.city ?? ''
  const there = isFar ? cityFarFrom(city, buyer.place) : city
  const [from, to] = [placeIn(city, seller.place), placeIn(there, buyer.place)]
  return { seller: from, buyer: to, isFar, otherCity: by === 'SUPPLY' ? to.city : from.city }
}

async function propose(where: Where, planned: Planned, proposer: Person, places: Places): Promise<string> {
  const { by, size, fragile, payer, choice } = planned
  const own = by === 'SUPPLY' ? { ...planned.seller, ...places.seller } : { ...planned.buyer, ...places.buyer }
  const { place: _, ...address } = own
  const services = places.isFar ? ['پست ویژه', 'پست پیشتاز'] : ['پیک فوری', 'پیک همان‌روز']
  const data = {
    parcel: { size, weight: null, fragile },
    address,
    service: {
      service: services[choice % services.length] ?? '',
      payer: payers[payer],
      otherCity: by === 'SUPPLY' ? places.otherCity : null,
    },
  }
  const first = await openPeyk(where.simulator, proposer)
  const drawn = await bookByForms(proposer.forms, first, { to: 'result', data })
  const code = codeIn(drawn)
  if (!code) throw new Error(`the booking led to ${drawn.url}`)
  return code
}

/** What the carrier has not heard of, its system cannot move. */
async function ordered({ simulator }: Where, trackingCode: string): Promise<void> {
  await eventually(`the order of ${trackingCode}`, async () => {
    if (simulator.control.carrierOrders({ trackingCode }).length === 0) throw new Error('not there yet')
  })
}

async function move({ simulator, desk }: Where, planned: Planned, trackingCode: string, step: DeskStep): Promise<void> {
  if (desk && planned.mover === 'desk') return await desk.move(planned.number, trackingCode, step)
  const reasons: Partial<Record<DeskStep, string>> = { delivery_failed: 'nobody_home', cancelled: 'no_courier' }
  const reason = reasons[step]
  const courier = step === 'assigned' ? { courier: { name: 'رضا', vehicle: 'motorcycle' } } : {}
  const told = { trackingCode, status: step, ...courier, ...(reason ? { reason } : {}) }
  const { status, body } = await simulator.control.carrierStep(told)
  if (status !== 200) throw new Error(`${step} of ${trackingCode} was answered ${status}: ${JSON.stringify(body)}`)
}
