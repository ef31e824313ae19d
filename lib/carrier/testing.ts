import { randomBytes } from 'node:crypto'
import { deliver, sweep } from '#lib/addon/outbox/index.ts'
import type { Db } from '#lib/db/client.ts'
import { webhookStore } from '#lib/db/stores/orders.ts'
import { supportText } from '#lib/db/stores/support.ts'
import { threadStore } from '#lib/db/stores/threads.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { notifyCarrierIn, orderFacts } from '#lib/services/carrier.ts'
import { shippingTransaction } from '#lib/services/shipping-transaction.ts'
import { acceptProposal, prepareAcceptance, type Shipment, type ShippingDeps } from '#lib/shipping/index.ts'
import { buyer, seller, shippingWorld } from '#lib/shipping/testing.ts'
import {
  type DeliverWebhookDeps,
  type NewWebhook,
  type OrderBody,
  type OrderOutcome,
  verifyCall,
  webhookChannel,
} from './index.ts'

export const newCarrierKey = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** The carrier's keys of the tests, newest first. */
export const carrierKeys = [newCarrierKey(), newCarrierKey()]

export const deliverOrder = async (deps: DeliverWebhookDeps, id: string) => await deliver(webhookChannel(deps), id)
export const sweepOrders = async (deps: DeliverWebhookDeps) => await sweep(webhookChannel(deps))

type Answer = OrderOutcome | (() => Promise<OrderOutcome> | OrderOutcome)

const silence = { info: () => undefined, debug: () => undefined }

/** Orders over a real database that go to a carrier which does as it is told, and a clock that stands. */
export function orderWorld(db: Db, clock: DeliverWebhookDeps['clock'], facts: DeliverWebhookDeps['facts']) {
  const woken: { id: string; afterSeconds: number }[] = []
  /** What arrived, in order: each right signed, or there would be a complaint. */
  const received: ({ id: string } & OrderBody)[] = []
  const counted: string[] = []
  const complaints: string[] = []
  const answers: Answer[] = []
  const complain = (_what: unknown, text?: string) => void complaints.push(String(text))
  const deps: DeliverWebhookDeps = {
    orders: webhookStore(db),
    wake: async (id, afterSeconds = 0) => void woken.push({ id, afterSeconds }),
    clock,
    facts,
    random: () => 0.5,
    isStaffed: async () => true,
    log: { ...silence, warn: complain, error: complain },
    count: (type, state) => void counted.push(`${type} ${state}`),
    receiver: {
      keys: carrierKeys,
      now: () => new Date(),
      async send({ headers, body }) {
        const verified = verifyCall(carrierKeys.slice(-1), new Headers(headers), body, new Date())
        if (!verified.ok) complaints.push(verified.reason)
        received.push({ id: headers['webhook-id'], ...(JSON.parse(body) as OrderBody) })
        const next = answers.shift() ?? { kind: 'delivered' }
        return typeof next === 'function' ? await next() : next
      },
    },
  }
  return {
    deps,
    woken,
    received,
    counted,
    complaints,
    /** What the next requests come to, in order; after that all are delivered. */
    answer: (...next: Answer[]) => void answers.push(...next),
    async queue(order: NewWebhook, fail = false) {
      await db.transaction(async (tx) => {
        await notifyCarrierIn(tx, clock, deps.wake)(order)
        if (fail) throw new Error('no change after all')
      })
    },
    /** What a worker does in a minute: sweep, then deliver what this woke, and what that wakes in turn. */
    async work() {
      await sweepOrders(deps)
      for (let next = woken.shift(); next; next = woken.shift()) {
        if (next.afterSeconds === 0) await deliverOrder(deps, next.id)
      }
    },
    /** State and reason of each order, in the order of arrival. */
    async look(...ids: string[]) {
      const found = await Promise.all(ids.map(async (id) => await deps.orders.find(id)))
      return found.map((order) => (order ? [order.state, order.lastReason] : null))
    },
  }
}

/** For tests in which there are none. */
export function idleOrders(db: Db): Omit<DeliverWebhookDeps, 'wake' | 'log'> {
  const { wake: _, log: __, ...rest } = orderWorld(db, fixedClock('2026-11-22T09:00:00Z'), async () => null).deps
  return rest
}

/** The shipping domain whose orders really go to the carrier. */
export function carrierWorld(db: Db) {
  const { deps: base, clock, booked, fill } = shippingWorld(db)
  const orders = orderWorld(
    db,
    clock,
    orderFacts({ ...base, support: async (id) => await supportText(db, id), threads: threadStore(db) }),
  )
  const shipping: ShippingDeps = {
    ...base,
    transaction: async (work) =>
      await db.transaction(async (tx) => {
        const notifyCarrier = notifyCarrierIn(tx, clock, orders.deps.wake)
        const shipping = shippingTransaction(tx, {
          clock,
          sealer: base.sealer,
          wake: async () => undefined,
          notifyCarrier,
        })
        return await work({ ...shipping, seatStands: async () => true })
      }),
  }
  return {
    ...orders,
    shipping,
    clock,
    booked,
    /** Booked by the buyer, accepted by the seller: its order waits. */
    async accepted(conversationId = buyer.conversationId): Promise<Shipment> {
      const of = <T extends typeof buyer>(actor: T): T => ({
        ...actor,
        conversationId,
        seatId: `${actor.seatId} ${conversationId}`,
      })
      const { trackingCode } = await booked(of(buyer))
      await fill(of(seller), { ownPlace: { city: 'tehran', district: 'vanak' } })
      const prepared = await prepareAcceptance(shipping, of(seller), trackingCode)
      if (prepared.kind !== 'ready') throw new Error(prepared.kind)
      const result = await acceptProposal(shipping, of(seller), {
        trackingCode,
        fingerprint: prepared.fingerprint,
        forbiddenAccepted: true,
      })
      if (result.kind !== 'accepted') throw new Error(result.kind)
      return result.shipment
    },
  }
}
