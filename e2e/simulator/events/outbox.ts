export type QueuedEvent = { body: Record<string, unknown>; dueAt: number }

/** What Divar has to tell the app and has not told yet, in order. */
export type Outbox = {
  waiting: QueuedEvent[]
  /** Kept back until there are as many as `eventHold` says, then let go in reverse. */
  held: QueuedEvent[]
  /** Dropped as `eventDropEvery` says, and given up after the last attempt. */
  lost: Record<string, unknown>[]
  givenUp: Record<string, unknown>[]
  count: number
  busy: boolean
  done: Promise<void>
}

export const emptyOutbox = (): Outbox => ({
  waiting: [],
  held: [],
  lost: [],
  givenUp: [],
  count: 0,
  busy: false,
  done: Promise.resolve(),
})
