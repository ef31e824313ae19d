import { carrierWebhook } from '#lib/adapters/carrier-webhook.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import { type DeliverWebhookDeps, type OrderFacts, queueOrder } from '#lib/carrier/index.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { webhookStore, webhookTransaction } from '#lib/db/stores/orders.ts'
import { shippingStore } from '#lib/db/stores/shipments.ts'
import { staffStore } from '#lib/db/stores/staff.ts'
import { supportText } from '#lib/db/stores/support.ts'
import { threadStore } from '#lib/db/stores/threads.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Gather } from '#lib/kernel/in-batches.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { PeykMeasures } from '#lib/peyk.ts'
import type { Settings } from '#lib/settings.ts'
import { carrierView, type ShippingStore, type ShippingTx } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { ThreadStore } from '#lib/threads/index.ts'

type Deps = {
  db: Db
  clock: Clock
  /** What the carrier reads of a stamp, and stamps itself. */
  realTime: Clock
  sealer: Sealer
  log: Log
  measures: PeykMeasures
  settings: Pick<Settings, 'CARRIER_KEYS' | 'CARRIER_WEBHOOK_URL'>
}

/** What delivers the carrier's orders; without an address or a key they stand on the desk alone, which is said here once. */
export function carrierWebhooks(around: Deps): Omit<DeliverWebhookDeps, 'wake' | 'log'> {
  const { db, clock, realTime: now, sealer, log, measures } = around
  const { CARRIER_KEYS: keys, CARRIER_WEBHOOK_URL: url } = around.settings
  const isConfigured = url !== undefined && keys.length > 0
  if (!isConfigured)
    log.info({ event: 'carrier_not_configured' }, 'no other system is told of orders: they stand on the desk')
  return {
    orders: webhookStore(db),
    clock,
    random: Math.random,
    facts: orderFacts({
      store: shippingStore(db),
      sealer,
      support: async (id) => await supportText(db, id),
      threads: threadStore(db),
    }),
    receiver: isConfigured ? { keys, now, send: carrierWebhook({ url, fetch, now }) } : null,
    isStaffed: async () => {
      const members = await staffStore(db).members()
      return members.some(({ role, state }) => state === 'active' && mayDo(role, 'queue.read'))
    },
    count: (type, state) => measures.count('carrier_orders', { type, state: state === 'queued' ? 'retried' : state }),
  }
}

/** What an order is told from, read when it leaves. */
export function orderFacts(deps: {
  store: ShippingStore
  sealer: Sealer
  /** Sealed; null when it is gone. */
  support(id: string): Promise<string | null>
  threads: Pick<ThreadStore, 'replyById'>
}): DeliverWebhookDeps['facts'] {
  return async ({ shipmentId, type, reference }): Promise<OrderFacts | null> => {
    if (type === 'support.asked') {
      const sealed = await deps.support(shipmentId)
      if (sealed === null) return null
      const { text } = await deps.sealer.open<{ text: string }>(sealed)
      return { support: { id: shipmentId, text } }
    }
    if (type === 'thread.replied') return await replyFacts(deps, reference)
    const shipment = await deps.store.shipmentById(shipmentId)
    if (!shipment) return null
    const view = await carrierView(deps, shipment)
    if (type !== 'problem.reported') return { view, problem: null }
    const problem = (await deps.store.problemsOf(shipmentId)).find(({ id }) => id === reference)
    if (!problem) return { view, problem: null }
    const { text } = await deps.sealer.open<{ text: string }>(problem.sealedText)
    return { view, problem: { id: problem.id, side: problem.side, text } }
  }
}

async function replyFacts(
  { threads, sealer }: Pick<Parameters<typeof orderFacts>[0], 'threads' | 'sealer'>,
  replyId: string | null,
): Promise<OrderFacts | null> {
  const found = replyId === null ? null : await threads.replyById(replyId)
  if (!found) return null
  const { thread, reply } = found
  const { text } = await sealer.open<{ text: string }>(reply.sealedBody)
  const about = thread.kind === 'problem' ? { trackingCode: thread.trackingCode, side: thread.side } : null
  return { reply: { threadId: thread.id, about, text } }
}

/** Tells the carrier in a transaction of the shipping domain. */
export function notifyCarrierIn(tx: Tx, clock: Clock, wake: Wake, gather?: Gather): ShippingTx['notifyCarrier'] {
  const orders = webhookTransaction(tx, gather)
  return async (order) => await queueOrder({ orders, wake, clock }, order)
}
