import type { CarrierWebhook, WebhookOutcomes, WebhookStore, WebhookTransaction } from '#lib/carrier/index.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import type { Db, Tx } from '../client.ts'
import { deliveryIn, type OutboxRow, outboxStore, outboxTransaction, type Rows } from './outbox.ts'

/**
 * What is absent is an empty text in the column, which is in a unique index and cannot be null; so it stays while processes
 * of versions before this one run beside it, which read an empty text.
 */
const noReference = ''

/** The shared columns as `toRow` of this channel fills them. */
type OrderRow = OutboxRow & { subjectId: string; kind: CarrierWebhook['type']; state: CarrierWebhook['state'] }

const toOrder = (row: OrderRow): CarrierWebhook => ({
  ...deliveryIn(row),
  shipmentId: row.subjectId,
  type: row.kind,
  reference: row.reference === noReference ? null : row.reference,
  happenedAt: row.at,
  state: row.state,
  deliveredAt: row.sentAt,
})

const orderRows: Rows<CarrierWebhook> = {
  channel: 'carrier_orders',
  states: { sent: 'delivered', refused: 'dead', parked: 'dead', unknown: 'queued' } satisfies WebhookOutcomes,
  prepares: false,
  sealedGoesIn: [],
  toItem: (row) => toOrder(row as OrderRow),
  toRow: ({ shipmentId: subjectId, type: kind, happenedAt: at, deliveredAt: sentAt, reference, ...order }) => ({
    ...order,
    reference: reference ?? noReference,
    channel: 'carrier_orders',
    subjectId,
    kind,
    at,
    sentAt,
  }),
}

/** Orders for the carrier in the database. */
export const webhookStore = (db: Db): WebhookStore => outboxStore(db, orderRows)

/** Orders for the carrier inside the caller's transaction. */
export const webhookTransaction = (tx: Tx, gather?: Gather): WebhookTransaction =>
  outboxTransaction(tx, orderRows, gather)
