import { type Base, base } from './base.ts'
import type { Declaration, Kind, NamesIn, TableIn, TableKind } from './declaration.ts'

type Parts = Record<string, Declaration>

/** Every declaration of an add-on, the base's too, as a union. */
export type Declared<P extends Parts> = Base | P[keyof P]

type Others<P extends Parts, Part extends keyof P> = Base | P[Exclude<keyof P, Part>]

type Twice<P extends Parts, Part extends keyof P> = {
  [K in Kind]: NamesIn<P[Part], K> & NamesIn<Others<P, Part>, K>
}[Kind]

/** Asks of a part that declares a name of another one what cannot be there: the compiler then names it. */
type NoneTwice<P extends Parts> = {
  [Part in keyof P]: [Twice<P, Part>] extends [never] ? unknown : { declaredElsewhere: Twice<P, Part> }
}

/**
 * An add-on: what its parts declare, merged with what the base does. A name that two of them declare does not compile,
 * and stops the start, for declarations that come untyped.
 */
export function defineAddon<const P extends Parts>({ parts }: { parts: P & NoneTwice<P> }) {
  const all: [string, Declaration][] = [['base', base], ...Object.entries<Declaration>(parts)]
  const merged = <K extends TableKind>(kind: K, what: string) => {
    const tables = all.map(([part, declared]) => [part, declared[kind] ?? {}] as const)
    refuseTwice(
      what,
      tables.map(([part, table]) => [part, Object.keys(table)]),
    )
    return Object.assign({}, ...tables.map(([, table]) => table)) as TableIn<Declared<P>, K>
  }
  refuseTwice(
    'error code',
    all.map(([part, { errors = [] }]) => [part, errors]),
  )
  refuseTwice(
    'forgetter',
    all.map(([part, { forgets = [] }]) => [part, forgets]),
  )
  refuseTwice(
    'database channel',
    all.map(([part, { channels = {} }]) => [part, Object.values(channels)]),
  )
  refuseTwice(
    'queue',
    all.map(([part, { outbox = {}, tasks = {} }]) => [part, queueNames({ outbox, tasks })]),
  )
  refuseTwice(
    'key of a limit',
    all.map(([part, { limits = {} }]) => [part, Object.values(limits).map(({ key }) => key)]),
  )
  return {
    errorCodes: all.flatMap(([, { errors = [] }]) => errors) as NamesIn<Declared<P>, 'errors'>[],
    forgets: all.flatMap(([, { forgets = [] }]) => forgets) as NamesIn<Declared<P>, 'forgets'>[],
    counters: merged('counters', 'counter'),
    timers: merged('timers', 'timer'),
    gauges: merged('gauges', 'gauge'),
    channels: merged('channels', 'channel'),
    messages: merged('messages', 'kind of message'),
    outbox: merged('outbox', 'channel of the outbox'),
    tasks: merged('tasks', 'task'),
    limits: merged('limits', 'limit'),
    retention: merged('retention', 'retention item'),
  }
}

const queueNames = ({ outbox, tasks }: Required<Pick<Declaration, 'outbox' | 'tasks'>>): string[] => [
  ...Object.values(outbox).flatMap(({ deliver, sweep }) => [deliver, sweep]),
  ...Object.keys(tasks),
]

function refuseTwice(what: string, declared: [part: string, names: readonly string[]][]): void {
  const by = new Map<string, string>()
  for (const [part, names] of declared) {
    for (const name of names) {
      const other = by.get(name)
      if (other !== undefined) throw new TypeError(`the ${what} ${name} is declared by ${other} and by ${part}`)
      by.set(name, part)
    }
  }
}
