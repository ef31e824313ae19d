import type { Attempt, BackOff, Channel, Outcome, States } from '#lib/addon/outbox/index.ts'
import type { CarrierWebhook, WebhookState } from './carrier-webhook.ts'
import { orderBody } from './order-body.ts'
import type { DeliverWebhookDeps, OrderOutcome, OrderReceiver } from './ports.ts'
import { signOrder } from './signature.ts'

const minute = 60
const hour = 60 * minute

/** After an outage an order waits about as long again at most. All of them together are some 22 hours. */
const delaysSeconds = [5, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 8 * hour]

/** After so many attempts an order is given up. */
export const maxAttempts = delaysSeconds.length + 1

/** A fifth shorter or longer by chance, never shorter than what the carrier asked for (a day of it is heeded). */
export const orderBackOff: BackOff = { delaysSeconds, jitter: [0.8, 1.2], maxAttempts, heedsSeconds: 24 * hour }

/** What they are called in the database, too. */
const orderOutcomes = {
  sent: 'delivered',
  refused: 'dead',
  parked: 'dead',
  unknown: 'queued',
} as const satisfies States

export type WebhookOutcomes = typeof orderOutcomes

/**
 * What the carrier is told: at least once. The body is composed from what stands when it leaves and signed with every key;
 * 2xx is `delivered`, 410 `dead`; everything else is repeated with the same id, over a day, and then `dead`.
 */
export const webhookChannel = (deps: DeliverWebhookDeps): Channel<CarrierWebhook> => ({
  store: deps.orders,
  wake: deps.wake,
  clock: deps.clock,
  count: ({ type }, state) => deps.count?.(type, state as WebhookState),
  states: orderOutcomes,
  // 15 seconds for the request.
  lease: { prepareSeconds: null, sendSeconds: 60, requestSeconds: 20 },
  backOff: orderBackOff,
  goodFor: () => null,
  kindsGoodFor: {},
  async prepare(): Promise<Attempt<CarrierWebhook>> {
    const { receiver } = deps
    // No other system is told: what there is to know stands on the desk, as soon as there is somebody to read it.
    if (!receiver) return (await deps.isStaffed()) ? { kind: 'sent' } : { kind: 'retry', reason: 'nobody_there' }
    return { kind: 'ready', send: async (order, lease) => await send(deps, receiver, order, lease.isInTime) }
  },
  random: deps.random,
  log: deps.log,
  said: {
    article: 'an',
    name: 'order for the carrier',
    warns: true,
    facts: ({ id, type, shipmentId, attempts }) => ({
      event: 'carrier_order',
      orderId: id,
      type,
      shipmentId,
      attempts,
    }),
  },
})

async function send(
  deps: DeliverWebhookDeps,
  receiver: OrderReceiver,
  order: CarrierWebhook,
  isInTime: () => boolean,
): Promise<Outcome> {
  const facts = await deps.facts(order)
  const body = facts && orderBody(order, facts)
  if (!body) return { kind: 'refused', reason: 'nothing_left' }
  if (!isInTime()) return { kind: 'retry', reason: 'late' }
  const text = JSON.stringify(body)
  const headers = signOrder(receiver.keys, order.id, receiver.now(), text)
  return outcomeOf(await receiver.send({ headers, body: text }))
}

function outcomeOf(outcome: OrderOutcome): Outcome {
  if (outcome.kind === 'delivered') return { kind: 'sent' }
  return outcome.kind === 'gone' ? { kind: 'refused', reason: 'gone' } : outcome
}
