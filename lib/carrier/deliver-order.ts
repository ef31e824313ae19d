import { addSeconds } from '../kernel/clock.ts'
import { newId } from '../kernel/ids.ts'
import { mostAttempts, nextOrderAttemptAt } from './back-off.ts'
import type { CarrierOrder, OrderState } from './carrier-order.ts'
import { orderBody } from './order-body.ts'
import type { DeliverOrderDeps, OrderOutcome, OrderReceiver, OrderSettlement } from './ports.ts'
import { signOrder } from './signature.ts'
import { wakeNextOrder } from './wake-next.ts'

const leaseSeconds = 60
/** What a request may take (15 seconds), and a little for storing its outcome. */
const requestSeconds = 20

export type OrderDelivered =
  | { ok: true; state: OrderState }
  /** `waiting`: an earlier order of its shipment comes first. `taken`: another worker has it, or it is done. */
  | { ok: false; reason: 'not_found' | 'not_due' | 'waiting' | 'taken' }

/**
 * Sends one queued order, if it is due and its shipment's first: claim by a lease of 60 seconds, body composed from what
 * stands now and signed with every key, one request, outcome stored. 2xx is `delivered`, 410 `dead`; everything else is
 * repeated with the same id, over a day, and then `dead`. Safe to call at any time, any number of times, from any process.
 */
export async function deliverOrder(deps: DeliverOrderDeps, id: string): Promise<OrderDelivered> {
  const order = await deps.orders.find(id)
  if (!order) return { ok: false, reason: 'not_found' }
  if (order.state !== 'queued') return { ok: false, reason: 'taken' }
  const first = await deps.orders.firstUnsettled(order.shipmentId)
  if (first && first.id !== id) return { ok: false, reason: 'waiting' }
  if (order.dueAt > deps.clock()) return { ok: false, reason: 'not_due' }
  const { receiver } = deps
  if (!receiver) return await settle(deps, order, null, { state: 'dead', reason: 'not_configured' })
  // Each of its workers died before it could say what came of it.
  if (order.attempts >= mostAttempts) return await settle(deps, order, null, { state: 'dead', reason: 'gave_up' })

  const claimId = newId()
  const now = deps.clock()
  const claim = { claimId, now, until: addSeconds(now, leaseSeconds) }
  const claimed = await deps.orders.claim(id, claim)
  if (!claimed) return { ok: false, reason: 'taken' }
  return await settle(deps, claimed, claimId, await sendClaimed(deps, receiver, claimed, claim.until))
}

async function sendClaimed(
  deps: DeliverOrderDeps,
  receiver: OrderReceiver,
  order: CarrierOrder,
  until: Date,
): Promise<OrderSettlement> {
  try {
    const facts = await deps.facts(order)
    const body = facts && orderBody(order, facts)
    if (!body) return { state: 'dead', reason: 'nothing_left' }
    if (addSeconds(deps.clock(), requestSeconds) > until) return later(deps, order, null, 'late')
    const text = JSON.stringify(body)
    const headers = signOrder(receiver.keys, order.id, receiver.now(), text)
    return settlementOf(deps, order, await receiver.send({ headers, body: text }))
  } catch (err) {
    deps.log.error({ event: 'carrier_order_fault', err, orderId: order.id }, 'sending an order to the carrier threw')
    return later(deps, order, null, 'threw')
  }
}

function settlementOf(deps: DeliverOrderDeps, order: CarrierOrder, outcome: OrderOutcome): OrderSettlement {
  switch (outcome.kind) {
    case 'delivered':
      return { state: 'delivered', at: deps.clock(), reason: null }
    case 'gone':
      return { state: 'dead', reason: 'gone' }
    case 'retry':
      return later(deps, order, outcome.retryAfterSeconds, outcome.reason)
  }
}

function later(
  deps: DeliverOrderDeps,
  { attempts }: CarrierOrder,
  retryAfterSeconds: number | null,
  reason: string,
): OrderSettlement {
  const dueAt = nextOrderAttemptAt({ attempts, now: deps.clock(), retryAfterSeconds, random: deps.random() })
  return dueAt ? { state: 'queued', dueAt, reason } : { state: 'dead', reason: 'gave_up' }
}

async function settle(
  deps: DeliverOrderDeps,
  order: CarrierOrder,
  claimId: string | null,
  to: OrderSettlement,
): Promise<OrderDelivered> {
  const settled = await deps.orders.settle(order.id, claimId, to)
  const { id: orderId, type, shipmentId, attempts } = order
  const said = { event: 'carrier_order', orderId, type, shipmentId, attempts, outcome: to.state, reason: to.reason }
  if (!settled) {
    deps.log.warn(said, 'outcome of an order for the carrier came too late')
    return { ok: false, reason: 'taken' }
  }
  deps.count?.(type, to.state)
  if (to.state === 'dead') deps.log.warn(said, 'order for the carrier given up')
  else deps.log.info(said, 'order for the carrier')
  await wakeNextOrder(deps, shipmentId)
  return { ok: true, state: settled.state }
}
