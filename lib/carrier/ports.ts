import type { Clock } from '../kernel/clock.ts'
import type { Log } from '../kernel/log.ts'
import type { CarrierOrderType } from '../shipping/index.ts'
import type { CarrierOrder, OrderState } from './carrier-order.ts'
import type { OrderFacts } from './order-body.ts'
import type { SignedHeaders } from './signature.ts'

/** Where an order goes next, and why. */
export type OrderSettlement =
  | { state: 'delivered'; at: Date; reason: null }
  | { state: 'queued'; dueAt: Date; reason: string }
  | { state: 'dead'; reason: string }

export type OrderClaim = { claimId: string; now: Date; until: Date }

/** Orders outside a transaction: each method is one statement. */
export type OrderStore = {
  find(id: string): Promise<CarrierOrder | null>
  /** The earliest `queued` or `sending` order of the shipment. */
  firstUnsettled(shipmentId: string): Promise<CarrierOrder | null>
  /** Makes a due, queued order that is its shipment's first `sending` under this claim; null when it is not (any more). */
  claim(id: string, claim: OrderClaim): Promise<CarrierOrder | null>
  /**
   * Moves an order on if it is still held: by this claim (also when its lease ran out and nobody took it since), or, with
   * null, still queued. Null when it was not.
   */
  settle(id: string, claimId: string | null, to: OrderSettlement): Promise<CarrierOrder | null>
  /** Makes every `sending` order whose lease ran out `queued` and due; gives them back. */
  endLeases(now: Date): Promise<CarrierOrder[]>
  /** Ids of due, queued orders that are their shipment's first. */
  due(now: Date, limit: number): Promise<string[]>
  nextLeaseEnd(): Promise<Date | null>
}

/** Orders inside the caller's transaction. */
export type OrderTransaction = {
  /** All orders of the shipment, no other transaction adding one until this one ends. */
  lockShipment(shipmentId: string): Promise<CarrierOrder[]>
  insert(order: CarrierOrder): Promise<void>
}

/** Has `deliverOrder` run for this order, now or so many seconds later (60 at most; the sweep finds what is later). */
export type WakeOrder = (id: string, afterSeconds?: number) => Promise<void>

export type OrderRequest = { headers: SignedHeaders; body: string }

/** What one request to the carrier came to. `retry` also where it may have arrived: a repeat carries the same id. */
export type OrderOutcome =
  | { kind: 'delivered' }
  /** 410: the carrier wants no more of it. */
  | { kind: 'gone' }
  | { kind: 'retry'; retryAfterSeconds: number | null; reason: string }

/** The carrier's system. */
export type OrderReceiver = {
  /** `whsec_…`, newest first, one at least. */
  keys: readonly string[]
  /** The real time: a signature is checked by another machine, which knows of no moved clock. */
  now: Clock
  /** One HTTP request per call, of 15 seconds at most. */
  send(request: OrderRequest): Promise<OrderOutcome>
}

export type QueueOrderDeps = { orders: OrderTransaction; wake: WakeOrder; clock: Clock }

export type OrderDeps = { orders: OrderStore; wake: WakeOrder; clock: Clock }

export type DeliverOrderDeps = OrderDeps & {
  /** What the body is composed of, as it stands now; null when nothing is left to tell. */
  facts(order: CarrierOrder): Promise<OrderFacts | null>
  /** Null: no carrier's system is configured. */
  receiver: OrderReceiver | null
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
  /** Called once for each attempt, with where the order stands after it. */
  count?: (type: CarrierOrderType, state: OrderState) => void
}
