import type { Clock } from '#lib/kernel/clock.ts'

/**
 * What the mechanism knows of something that is to leave. `queued` and `sending` are on the way; every channel has names
 * of its own for how it ends.
 */
export type Delivery = {
  id: string
  /** Among those with the same order key an earlier one that is on the way comes first. */
  position: number
  state: string
  attempts: number
  dueAt: Date
  firstQueuedAt: Date
  claimId: string | null
  claimedUntil: Date | null
  /** A stable code of why it is where it is, for logs and operators. */
  lastReason: string | null
}

/** Where a delivery goes next, and why: when it was sent, or, of `queued`, when it is due again. */
export type Settlement = { state: string; reason: string | null; at?: Date; dueAt?: Date }

export type Claim = { claimId: string; now: Date; until: Date }

/** Deliveries of one channel outside a transaction: each method is one statement. */
export type OutboxStore<Item extends Delivery> = {
  find(id: string): Promise<Item | null>
  /** The earliest that is on the way among those with the order key of this one, itself included. */
  firstUnsettled(id: string): Promise<Item | null>
  /**
   * Holds a due, queued delivery that is the first of its order key and that nobody holds; null when that is not so (any
   * more). It is `sending` from then on, unless its channel prepares first.
   */
  claim(id: string, claim: Claim): Promise<Item | null>
  /** Where the channel prepares: held and `queued` becomes `sending`. False when the claim was lost: send nothing. */
  beginSend(id: string, claim: Claim): Promise<boolean>
  /**
   * Moves a delivery on if it is still held: by this claim (also when its lease ran out and nobody took it since), or, with
   * null, still queued. One that was overtaken becomes `superseded` in place of `queued`. Null when it was not held.
   */
  settle(id: string, claimId: string | null, to: Settlement): Promise<Item | null>
  /** Gives every `sending` delivery whose lease ran out the channel's state for an unknown outcome; gives them back. */
  expireLeases(now: Date): Promise<Item[]>
  /** Makes queued deliveries of a kind that were queued before its moment refused; gives them back. */
  giveUp(queuedBefore: Readonly<Record<string, Date>>): Promise<Item[]>
  /** When the oldest queued delivery of this kind was queued. */
  oldestQueued(kind: string): Promise<Date | null>
  /** Ids of due, queued deliveries that are the first of their order key and that nobody holds. */
  due(now: Date, limit: number): Promise<string[]>
  nextLeaseEnd(): Promise<Date | null>
  /** `unconfirmed` to sent; null when it is not unconfirmed. */
  confirmSent(id: string, now: Date): Promise<Item | null>
  /** `unconfirmed` to `queued` as if new; null when it is not unconfirmed, or overtaken, or nothing is left to send. */
  queueAgain(id: string, now: Date): Promise<Item | null>
}

/** Deliveries of one channel inside the caller's transaction. */
export type OutboxTransaction<Item extends Delivery> = {
  /** All with this order key, no other transaction adding one until this one ends. */
  lock(orderKey: string): Promise<Item[]>
  insert(item: Item): Promise<void>
  /** Replaces one that is there and waits for a person. It is locked, so nobody else does. */
  replace(item: Item): Promise<void>
}

/** Has `deliver` run for this one, now or so many seconds later (60 at most; the sweep finds what is later). */
export type Wake = (id: string, afterSeconds?: number) => Promise<void>

/** What moves deliveries of a channel without sending any. */
export type Outlet<Item extends Delivery> = {
  store: OutboxStore<Item>
  wake: Wake
  clock: Clock
  /** Called once for each time that a delivery moved, with where it stands after it. */
  count(item: Item, state: string): void
}
