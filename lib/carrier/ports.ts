import type { OutboxStore, OutboxTransaction, Wake } from '#lib/addon/outbox/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { CarrierWebhookType } from '#lib/shipping/index.ts'
import type { CarrierWebhook, WebhookState } from './carrier-webhook.ts'
import type { OrderFacts } from './order-body.ts'
import type { SignedHeaders } from './signature.ts'

/** Orders outside a transaction: each method is one statement. */
export type WebhookStore = OutboxStore<CarrierWebhook>

/** Orders inside the caller's transaction. */
export type WebhookTransaction = OutboxTransaction<CarrierWebhook>

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

export type DeliverWebhookDeps = {
  orders: WebhookStore
  wake: Wake
  clock: Clock
  /** What the body is composed of, as it stands now; null when nothing is left to tell. */
  facts(order: CarrierWebhook): Promise<OrderFacts | null>
  /** Null: no other system is told, and the business works on its desk. */
  receiver: OrderReceiver | null
  /** Whether somebody of the business can read its desk: asked where no other system is told. */
  isStaffed(): Promise<boolean>
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
  /** Called once for each attempt, with where the order stands after it. */
  count?: (type: CarrierWebhookType, state: WebhookState) => void
}
