/**
 * The values that a label may have: a list for what comes from data, a form for what only the app's own code names.
 * Never an id, a code, a text, or anything of a person.
 */
export type LabelRule = readonly string[] | RegExp

export type Counter = { help: string; labels: Readonly<Record<string, LabelRule>> }
/** In seconds. */
export type Timer = Counter & { buckets: readonly number[] }
/** What stands somewhere now, read when somebody asks. One label: what each value is of. */
export type Gauge = { help: string; label: string }

/** The values of each gauge; one without values says nothing. */
export type Readings<Gauges> = { [Name in keyof Gauges]?: readonly { of: string; value: number }[] }

type Labels<Rules> = { [Label in keyof Rules]: Rules[Label] extends readonly (infer Value)[] ? Value : string }

type LabelsIn<Table, Name extends keyof Table> = Table[Name] extends { labels: infer Rules } ? Labels<Rules> : never

/** Each name in a table of counters with the labels that it takes. */
export type Counted<Counters> = { [Name in keyof Counters]: [Name, LabelsIn<Counters, Name>] }[keyof Counters]

/** Each name in a table of timers with seconds and the labels that it takes. */
export type Timed<Timers> = { [Name in keyof Timers]: [Name, number, LabelsIn<Timers, Name>] }[keyof Timers]

/** Where an operator's numbers come from. Neither call throws, waits, or costs more than a few additions. */
export type Measures<Counters, Timers> = {
  count(...counted: Counted<Counters>): void
  observe(...timed: Timed<Timers>): void
}

/** Starts a stopwatch: called again and again, it gives the seconds since. No clock that anybody moves. */
export function stopwatch(): () => number {
  const start = performance.now()
  return () => (performance.now() - start) / 1000
}
