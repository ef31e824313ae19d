import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Counter as CounterDeclaration, LabelRule, Measures, Timer } from '#lib/kernel/measures.ts'

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

type Table<Row> = Readonly<Record<string, Row>>

export type Prometheus<C, T> = Measures<C, T> & {
  contentType: string
  /** Everything in Prometheus's text format; null where the database does not tell what waits. */
  text(backlog: Backlog | null, clockGaps: ClockGaps): Promise<string>
}

/**
 * What was declared, over a registry of its own, with the numbers of the process: one for each process. A value of a label
 * that its rule does not allow counts as `other`, so that no id ever makes a series.
 */
export function createPrometheus<const C extends Table<CounterDeclaration>, const T extends Table<Timer>>({
  counters,
  timers,
}: {
  /** `peyk_{name}_total` */
  counters: C
  /** `peyk_{name}_seconds` */
  timers: T
}): Prometheus<C, T> {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const counted = eachOf<CounterDeclaration, Counter>(counters, (name, { help, labels }) => {
    return new Counter({ name: `peyk_${name}_total`, help, labelNames: Object.keys(labels), registers })
  })
  const timed = eachOf<Timer, Histogram>(timers, (name, { help, labels, buckets }) => {
    return new Histogram({
      name: `peyk_${name}_seconds`,
      help,
      labelNames: Object.keys(labels),
      buckets: [...buckets],
      registers,
    })
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
    count: (...[name, labels]) => counted.get(name)?.inc(allowed(counters[name]?.labels ?? {}, labels)),
    observe: (...[name, seconds, labels]) =>
      timed.get(name)?.observe(allowed(timers[name]?.labels ?? {}, labels), seconds),
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

function eachOf<Row, Made>(table: Table<Row>, make: (name: string, row: Row) => Made): Map<PropertyKey, Made> {
  return new Map(Object.entries(table).map(([name, row]) => [name, make(name, row)]))
}

function allowed(rules: Table<LabelRule>, labels: Record<string, string>): Record<string, string> {
  const entries = Object.entries(rules).map(([label, rule]) => {
    const value = labels[label] ?? ''
    const fits = rule instanceof RegExp ? value.length <= 48 && rule.test(value) : rule.includes(value)
    return [label, fits ? value : 'other']
  })
  return Object.fromEntries(entries)
}
