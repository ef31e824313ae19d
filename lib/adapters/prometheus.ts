import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Counted, Measures, Timed } from '#lib/kernel/measures.ts'

/**
 * The values that a label may have: a list for what comes from data, a form for what only our own code names. Whatever
 * else comes counts as `other`, so that no id ever makes a series.
 */
type Rule = readonly string[] | RegExp

type Rules<Label extends string> = Record<Label, Rule>

const word = /^[a-z]+([_ ][a-z]+)*$/
/** The pattern of a route, parameters in brackets: an address of a seat is none. */
const pattern = /^\/$|^(\/[a-z-]+|\/\[[A-Za-z]+\]){1,6}$/
const status = /^[1-5]\d\d$/

/** `peyk_{name}_total` */
const counters: { [Name in keyof Counted]: { help: string; labels: Rules<Counted[Name]> } } = {
  launches: {
    help: 'Launches that Divar handed over',
    labels: { kind: ['ticket', 'no_conversation', 'other_divar_user'], version: ['1', '2'] },
  },
  launch_user_mismatches: {
    help: 'Launches and consents by another Divar user than the one on this side',
    labels: { mode: ['observe', 'enforce'] },
  },
  consents: {
    help: "Permissions asked for at Divar, and what came of them: refused is the user's no",
    labels: { outcome: ['asked', 'given', 'refused', 'failed'] },
  },
  chat_messages: {
    help: 'Chat messages by the state that they came to; queued: to be tried again',
    labels: {
      kind: ['proposal', 'answer', 'pickup', 'end', 'reminder', 'failure', 'offer', 'reply', 'notice'],
      state: ['queued', 'sent', 'refused', 'unconfirmed', 'superseded', 'unannounced'],
    },
  },
  events: {
    help: 'Events from Divar',
    labels: {
      type: [
        'new_message',
        'new_chatbot_message',
        'user_access_revocation',
        'post_update',
        'payment_transaction',
        'unknown',
      ],
      kind: ['stored', 'repeated', 'unheard'],
    },
  },
  subscriptions: {
    help: 'Attempts to keep an event subscription alive',
    labels: { outcome: ['renewed', 'failed', 'ended'] },
  },
  assistant_answers: {
    help: "Buyers' questions about shipping by what the assistant did",
    labels: { outcome: ['sent', 'wait', 'off', 'answered', 'seller', 'quiet', 'cap', 'not_asked', 'gone'] },
  },
  chatbot_messages: {
    help: 'Messages of the chatbot by what became of them',
    labels: { outcome: ['sent', 'refused', 'unconfirmed'] },
  },
  carrier_orders: {
    help: 'Calls to the carrier by what became of them',
    labels: { type: /^[a-z]+\.[a-z_]+$/, state: ['delivered', 'retried', 'dead'] },
  },
  proofs: {
    help: 'Proofs of delivery by the state that they came to; queued: to be tried again',
    labels: { way: ['bot', 'chat'], state: ['waiting', 'queued', 'sent', 'unconfirmed', 'refused'] },
  },
  carrier_calls: { help: "The carrier's calls by what became of them", labels: { outcome: word } },
  carrier_unbound_calls: {
    help: "The carrier's calls whose signature does not cover the tracking code: refused from version 0.2 on",
    labels: { call: ['status', 'proof'] },
  },
}

const answerSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10]

/** `peyk_{name}_seconds` */
const histograms: { [Name in keyof Timed]: { help: string; labels: Rules<Timed[Name]>; buckets: number[] } } = {
  event_lag: {
    help: 'From what happened at Divar to its first arrival here, where Divar says when it was',
    labels: {},
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 21_600],
  },
  page: { help: 'Loading and laying out a page', labels: { page: pattern }, buckets: answerSeconds },
  action: {
    help: 'Server actions; again: back to the form with a sentence, turned_away: before anything was done',
    labels: { action: word, outcome: ['done', 'again', 'turned_away', 'fault'] },
    buckets: answerSeconds,
  },
  route: { help: 'Route handlers', labels: { route: pattern, status }, buckets: answerSeconds },
  divar_call: {
    help: 'Calls to Divar',
    labels: { call: word, outcome: ['answered', 'refused', 'unavailable', 'malformed'] },
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 8, 20],
  },
  job: {
    help: 'Jobs of a queue, each on its own',
    labels: { queue: /^[a-z]+(-[a-z]+)*$/, outcome: ['done', 'failed'] },
    buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 120],
  },
}

/** What waits in the database, looked up when somebody asks: the same whichever process answers. */
export type Backlog = {
  messages: { state: string; count: number }[]
  jobs: { queue: string; waiting: number; ageSeconds: number }[]
  /** How many assistants stand how, and the seconds until the first subscription dies; null where there is none. */
  assistants: { on: number; failing: number; ended: number; firstEndSeconds: number | null }
  /** Accepted shipments of which nobody has told anything for long. */
  silentShipments: number
}

/** Seconds by which another clock is ahead of this machine's; null: nobody has said. */
export type ClockGaps = Record<'database' | 'divar', number | null>

export type Prometheus = Measures & {
  contentType: string
  /** Everything in Prometheus's text format; null where the database does not tell what waits. */
  text(backlog: Backlog | null, clockGaps: ClockGaps): Promise<string>
}

/** The measures over a registry of its own, with the numbers of the process: one for each process. */
export function createPrometheus(): Prometheus {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counted = eachOf(counters, (name, { help, labels }) => {
    return new Counter({ name: `peyk_${name}_total`, help, labelNames: Object.keys(labels), registers })
  })
  const timed = eachOf(histograms, (name, { help, labels, buckets }) => {
    return new Histogram({ name: `peyk_${name}_seconds`, help, labelNames: Object.keys(labels), buckets, registers })
  })
  const gauge = (name: string, help: string, label: string) =>
    new Gauge({ name: `peyk_${name}`, help, labelNames: [label], registers })
  const openMessages = gauge('open_chat_messages', 'Chat messages on the way, and those nobody knows of', 'state')
  const waiting = gauge('jobs_waiting', 'Jobs that are due and wait for a worker', 'queue')
  const age = gauge('job_age_seconds', 'How long the oldest due job has waited for a worker', 'queue')

  const assistants = gauge('assistants', 'Assistants by how they do; failing: on, and the last renewal failed', 'state')
  const clockGap = gauge('clock_gap_seconds', 'By which another clock is ahead of this one', 'of')
  const silentShipments = gauge(
    'silent_shipments',
    'Shipments on their way that have had no step for so many days; after 30 the clock ends them',
    'days',
  )
  const subscriptionEnd = gauge(
    'subscription_end_seconds',
    'Until the first event subscription dies; below zero: it has',
    'which',
  )

  return {
    count: (name, labels) => counted[name].inc(allowed(counters[name].labels, labels)),
    observe: (name, seconds, labels) => timed[name].observe(allowed(histograms[name].labels, labels), seconds),
    contentType: registry.contentType,
    async text(backlog, clockGaps) {
      for (const one of [openMessages, waiting, age, assistants, subscriptionEnd, clockGap, silentShipments])
        one.reset()
      for (const [of, seconds] of Object.entries(clockGaps)) if (seconds !== null) clockGap.set({ of }, seconds)
      for (const { state, count } of backlog?.messages ?? []) openMessages.set({ state }, count)
      for (const job of backlog?.jobs ?? []) {
        waiting.set({ queue: job.queue }, job.waiting)
        age.set({ queue: job.queue }, job.ageSeconds)
      }
      if (backlog) {
        silentShipments.set({ days: '14' }, backlog.silentShipments)
        const { firstEndSeconds, ...states } = backlog.assistants
        for (const [state, count] of Object.entries(states)) assistants.set({ state }, count)
        if (firstEndSeconds !== null) subscriptionEnd.set({ which: 'first' }, firstEndSeconds)
      }
      return await registry.metrics()
    },
  }
}

function eachOf<Name extends string, From, To>(table: Record<Name, From>, make: (name: Name, from: From) => To) {
  const entries = Object.entries(table) as [Name, From][]
  return Object.fromEntries(entries.map(([name, from]) => [name, make(name, from)])) as Record<Name, To>
}

function allowed(rules: Record<string, Rule>, labels: Record<string, string>): Record<string, string> {
  const entries = Object.entries(rules).map(([label, rule]) => {
    const value = labels[label] ?? ''
    const fits = rule instanceof RegExp ? value.length <= 48 && rule.test(value) : rule.includes(value)
    return [label, fits ? value : 'other']
  })
  return Object.fromEntries(entries)
}
