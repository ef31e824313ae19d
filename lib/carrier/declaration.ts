import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

export const carrierDeclaration = declare({
  outbox: {
    // The carrier plans by them: one leaves within about a second, and one slow answer does not hold up the others.
    carrier_orders: { deliver: 'deliver-order', sweep: 'sweep-orders', workers: 2, batchSize: 8 },
    // An upload and a message take their time.
    proofs: { deliver: 'deliver-proof', sweep: 'sweep-proofs', expireInSeconds: 240 },
  },
  forgets: ['proofs'],
  retention: {
    carrier_call: { keptSeconds: daySeconds, after: 'arrival' },
    proof: { keptSeconds: 7 * daySeconds, after: 'arrival' },
  },
  counters: {
    carrier_orders: {
      help: 'Calls to the carrier by what became of them',
      labels: { type: /^[a-z]+\.[a-z_]+$/, state: ['sending', 'delivered', 'retried', 'dead'] },
    },
    proofs: {
      help: 'Proofs of delivery by the state that they came to; queued: to be tried again',
      labels: { way: ['bot', 'chat'], state: ['waiting', 'queued', 'sending', 'sent', 'unconfirmed', 'refused'] },
    },
    carrier_calls: {
      help: "The carrier's calls by what became of them",
      labels: { outcome: /^[a-z]+([_ ][a-z]+)*$/ },
    },
    carrier_unbound_calls: {
      help: "The carrier's calls whose signature does not cover the tracking code: refused from version 0.2 on",
      labels: { call: ['status', 'proof'] },
    },
  },
})

export type CarrierRetentionItem = NamesIn<typeof carrierDeclaration, 'retention'>
