import type { Log } from '#lib/kernel/log.ts'
import type { BackOff } from './back-off.ts'
import type { Delivery, Outlet } from './delivery.ts'

/**
 * What one attempt came to. `retry`: it certainly had no effect. `unknown`: nobody knows. `refused` is final; `parked`
 * waits for a person.
 */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string; retryAfterSeconds?: number | null }
  | { kind: 'refused' | 'parked' | 'unknown'; reason: string }

/** The lease that an attempt works under. */
export type Lease = {
  /** Whether a request may begin that ends, and is stored, before the lease does. */
  isInTime(): boolean
  /** Where the channel prepares: from here on something may be seen. False: it is somebody else's by now. */
  beginSend(): Promise<boolean>
}

/** An attempt that can be made, under a lease; or what comes of it without one. */
export type Attempt<Item> = { kind: 'ready'; send(item: Item, lease: Lease): Promise<Outcome> } | Outcome

/** What the outcomes are called. An unknown one that nobody may repeat is `unconfirmed`; `queued` where it carries an id. */
export type States = { sent: string; refused: string; parked: string; unknown: 'unconfirmed' | 'queued' }

/** A way for something to leave. It is data: what to do with it stands in `deliver`, `sweep` and `confirm`, once. */
export type Channel<Item extends Delivery> = Outlet<Item> & {
  states: States
  /**
   * How long a worker may hold a delivery, and what one request may take, with a little for storing its outcome. With
   * `prepareSeconds` that is held first, while nothing can be seen: a worker that dies then leaves it to the next.
   */
  lease: { prepareSeconds: number | null; sendSeconds: number; requestSeconds: number }
  backOff: BackOff
  /** From when on, and how long, it is good for anything; null: only the number of attempts ends it. */
  goodFor(item: Item): { since: Date; seconds: number } | null
  /** How long each kind may wait at most, also behind others. */
  kindsGoodFor: Readonly<Record<string, number>>
  /** Where it goes when it was given up, unless that is refused. */
  givenUpTo?(item: Item): 'refused' | 'parked'
  /** Before it is held: whether there is anything to try. */
  prepare(item: Item): Promise<Attempt<Item>>
  /** A number from 0 to 1, for the jitter. */
  random: () => number
  log: Log
  /** How log lines name it, and what they say beside its outcome. `warns`: a refusal is worth a look. */
  said: { article: string; name: string; warns: boolean; facts(item: Item): Record<string, unknown> }
}
