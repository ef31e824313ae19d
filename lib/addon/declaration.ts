import type { Counter, Gauge, Measures, Readings, Timer } from '#lib/kernel/measures.ts'
import type { MessageRule } from './messages/chat-message.ts'
import type { OutboxQueues } from './outbox/worker.ts'
import type { Retention } from './retention/index.ts'

/** At most so many `points` in so many `seconds`, counted under `key` in the database. */
export type Limit = { key: string; points: number; seconds: number }

/** What a part of an add-on declares of itself: the tables of the base are merged from these. */
export type Declaration = {
  /** The codes that it throws, or shows a page for. */
  errors?: readonly string[]
  /** What it counts, and what it times. */
  counters?: Readonly<Record<string, Counter>>
  timers?: Readonly<Record<string, Timer>>
  /** What can be read of it now. */
  gauges?: Readonly<Record<string, Gauge>>
  /** The database's channels (LISTEN) that wake its open pages, with ids only. */
  channels?: Readonly<Record<string, string>>
  /** The kinds of its chat messages. */
  messages?: Readonly<Record<string, MessageRule>>
  /** Its channels of the outbox, and the queues that work each. */
  outbox?: Readonly<Record<string, OutboxQueues>>
  /** What the clock starts, each in a queue of that name, and once at every start. `cron`: in UTC. */
  tasks?: Readonly<Record<string, { cron: string }>>
  /** How often something may be done, by whom or whatever its caller counts. */
  limits?: Readonly<Record<string, Limit>>
  /** What it keeps of people, and how long: each item has its eraser, and its words on the privacy page. */
  retention?: Retention<string>
  /** What of a Divar user goes with their permissions, whenever they take them back: each has its forgetter. */
  forgets?: readonly string[]
}

/** Kinds of names, each of which may be declared once. */
export type Kind = keyof Declaration
export type TableKind = Exclude<Kind, 'errors' | 'forgets'>

/** The names of one kind in a declaration, or in any of a union of them. */
export type NamesIn<D, K extends Kind> = D extends { [Key in K]: infer Declared }
  ? Declared extends readonly (infer Name extends string)[]
    ? Name
    : Extract<keyof Declared, string>
  : never

type RowIn<D, K extends TableKind, Name extends string> = D extends { [Key in K]: { [One in Name]: infer Row } }
  ? Row
  : never

/** One table of a union of declarations. */
export type TableIn<D, K extends TableKind> = { [Name in NamesIn<D, K>]: RowIn<D, K, Name> }

/** What counts and times all that these declare. */
export type MeasuresOf<D> = Measures<TableIn<D, 'counters'>, TableIn<D, 'timers'>>

/** What can be read of all that these declare. */
export type ReadingsOf<D> = Readings<TableIn<D, 'gauges'>>

/** Checks a declaration and gives it as it is written, its names as literals. */
export const declare = <const D extends Declaration>(declared: D): D => declared
