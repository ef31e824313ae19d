import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type {
  Counter as CounterDeclaration,
  Gauge as GaugeDeclaration,
  LabelRule,
  Measures,
  Readings,
  Timer,
} from '#lib/kernel/measures.ts'

type Table<Row> = Readonly<Record<string, Row>>

export type Prometheus<C, T, G> = Measures<C, T> & {
  contentType: string
  /** Everything in Prometheus's text format, with what was just read: the same, no matter which process answers. */
  text(readings: Readings<G>): Promise<string>
  /** What a timer was told in this process since its start, by its bounds: one count more than there are bounds. */
  timedSince(name: keyof T & string): Promise<{ bounds: readonly number[]; counts: number[] }>
}

/**
 * What was declared, over a registry of its own, with the numbers of the process: one for each process. A value of a label
 * that its rule does not allow counts as `other`, so that no id ever makes a series.
 */
export function createPrometheus<
  const C extends Table<CounterDeclaration>,
  const T extends Table<Timer>,
  const G extends Table<GaugeDeclaration>,
>({
  counters,
  timers,
  gauges,
}: {
  /** `peyk_{name}_total` */
  counters: C
  /** `peyk_{name}_seconds` */
  timers: T
  /** `peyk_{name}` */
  gauges: G
}): Prometheus<C, T, G> {
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
  const read = eachOf<GaugeDeclaration, Gauge>(gauges, (name, { help, label }) => {
    return new Gauge({ name: `peyk_${name}`, help, labelNames: [label], registers })
  })

  return {
    count: (...[name, labels]) => counted.get(name)?.inc(allowed(counters[name]?.labels ?? {}, labels)),
    observe: (...[name, seconds, labels]) =>
      timed.get(name)?.observe(allowed(timers[name]?.labels ?? {}, labels), seconds),
    contentType: registry.contentType,
    async timedSince(name) {
      const bounds = timers[name]?.buckets ?? []
      const { values } = (await timed.get(name)?.get()) ?? { values: [] }
      const upTo = (bound: number | string) =>
        values.reduce((sum, { metricName, labels, value }) => {
          const isOf = metricName?.endsWith('_bucket') && String(labels.le) === String(bound)
          return isOf ? sum + value : sum
        }, 0)
      // Each of them counts what is in those before it, too.
      const all = [...bounds, '+Inf'].map(upTo)
      return { bounds, counts: all.map((count, index) => count - (all[index - 1] ?? 0)) }
    },
    async text(readings) {
      for (const [name, { label }] of Object.entries<GaugeDeclaration>(gauges)) {
        const gauge = read.get(name)
        gauge?.reset()
        for (const { of, value } of readings[name] ?? []) gauge?.set({ [label]: of }, value)
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
