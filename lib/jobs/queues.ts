import { z } from 'zod'

const oneId = z.strictObject({ id: z.string().min(1).max(64) })
const nothing = z.strictObject({})

/**
 * `short`: of the jobs with the same key only one waits at a time (any number may run).
 * pg-boss is woken by NOTIFY; `pollSeconds` is for jobs with a delay, and for a database whose NOTIFY got lost.
 */
const settings = {
  policy: 'short',
  notify: true,
  pollSeconds: 5,
  workers: 1,
  batchSize: 1,
  retryLimit: 2,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 120,
  deleteAfterSeconds: 24 * 60 * 60,
  cron: null,
} as const

/** Every queue there is. Payloads hold ids only: never a text, a token or anything about a person. */
export const queues = {
  /** A person may be waiting: a message leaves within about a second, and one slow answer does not hold up the others. */
  'deliver-message': { ...settings, payload: oneId, pollSeconds: 1, workers: 3, batchSize: 8 },
  /** Every minute: leases that ran out, messages whose job was lost. */
  'sweep-messages': { ...settings, payload: nothing, retryLimit: 0, cron: '* * * * *' },
  /** The carrier plans by them: an order leaves within about a second, and one slow answer does not hold up the others. */
  'deliver-order': { ...settings, payload: oneId, workers: 2, batchSize: 8 },
  /** Every minute: leases that ran out, orders that are due again, or whose job was lost. */
  'sweep-orders': { ...settings, payload: nothing, retryLimit: 0, cron: '* * * * *' },
  /** Every minute: subscriptions to renew, and questions whose time has come. */
  'sweep-assistants': { ...settings, payload: nothing, retryLimit: 0, cron: '* * * * *' },
  /** A picture on its way to whoever received the parcel, by its shipment: an upload and a message take their time. */
  'deliver-proof': { ...settings, payload: oneId, expireInSeconds: 240 },
  /** Every minute: leases that ran out, proofs that are due again, or whose job was lost. */
  'sweep-proofs': { ...settings, payload: nothing, retryLimit: 0, cron: '* * * * *' },
  /** Every minute: what is kept no longer, and whatever else falls due by the clock. */
  'erase-expired': { ...settings, payload: nothing, retryLimit: 0, cron: '* * * * *' },
} as const

export type JobName = keyof typeof queues

export type Payload<Name extends JobName> = z.infer<(typeof queues)[Name]['payload']>

export const jobNames = Object.keys(queues) as JobName[]

/** Where the deliveries of a channel are worked. A queue each: a carrier that is down holds up no chat. */
export const deliverQueues = {
  chat_messages: 'deliver-message',
  carrier_orders: 'deliver-order',
  proofs: 'deliver-proof',
} as const

export type ChannelName = keyof typeof deliverQueues
