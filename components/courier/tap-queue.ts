/** Something that a courier tapped and the server has not answered for good: no name, number or address is in it. */
export type WaitingTap = {
  /** Its place in the queue, in which it stays also when it is sent again corrected. */
  seq: number
  /** Made with the tap: however often it is sent, it counts once. */
  id: string
  /** By the id of their account: nobody else sends it. */
  owner: string
  /** By this phone's clock, which may be wrong: only how long ago that was is told. */
  at: number
  shipment: string
  deed: string
  code: string
  reason: string
  picture: Blob | null
  /** Why the server did not take it; null: it waits. */
  refused: string | null
}

export type NewTap = Omit<WaitingTap, 'seq'>

/** Where taps wait, also while no page is open. Each by its place. */
export type TapShelf = {
  /** In their order. */
  all(): Promise<WaitingTap[]>
  add(tap: NewTap): Promise<void>
  put(tap: WaitingTap): Promise<void>
  drop(seq: number): Promise<void>
}

/** `offline` and `session`: nothing gets through now. `busy`: this one does not, others may. */
export type TapAnswer =
  | { kind: 'taken' }
  | { kind: 'refused'; sentence: string }
  | { kind: 'busy' }
  | { kind: 'offline' }
  | { kind: 'session' }

export type Ended = { kind: 'done' | 'busy' | 'offline' | 'session'; answered: number }

/**
 * Sends what waits, one after the other in its order, until something says that nothing gets through. What was refused holds
 * back what was tapped later of the same shipment, because that follows from it, and nothing of others.
 */
export async function sendWaiting(
  shelf: TapShelf,
  owner: string,
  send: (tap: WaitingTap) => Promise<TapAnswer>,
): Promise<Ended> {
  const held = new Set<string>()
  let [answered, isBusy] = [0, false]
  for (const tap of await shelf.all()) {
    if (tap.owner !== owner || held.has(tap.shipment)) continue
    if (tap.refused !== null) {
      held.add(tap.shipment)
      continue
    }
    const answer = await send(tap)
    if (answer.kind === 'offline' || answer.kind === 'session') return { kind: answer.kind, answered }
    if (answer.kind === 'busy') {
      held.add(tap.shipment)
      isBusy = true
      continue
    }
    answered += 1
    if (answer.kind === 'taken') {
      await shelf.drop(tap.seq)
      continue
    }
    held.add(tap.shipment)
    await shelf.put({ ...tap, refused: answer.sentence })
  }
  return { kind: isBusy ? 'busy' : 'done', answered }
}

/** Longer than a working day nothing is worth sending by itself. */
const keptMs = 24 * 60 * 60 * 1000

/**
 * Puts aside what this phone has kept for too long: of its own courier it stays, with why it was not sent, until they have seen
 * it; of anybody else it goes.
 */
export async function putAside(shelf: TapShelf, owner: string, now: number, why: string): Promise<void> {
  for (const tap of await shelf.all()) {
    if (now - tap.at <= keptMs) continue
    if (tap.owner !== owner) await shelf.drop(tap.seq)
    else if (tap.refused === null) await shelf.put({ ...tap, refused: why })
  }
}

/** Where a shipment stands once all that waits is counted; a refused tap and what comes after it count for nothing. */
export function stateAfter(
  state: string,
  taps: readonly WaitingTap[],
  after: Readonly<Record<string, string>>,
): string {
  const refusedAt = taps.findIndex(({ refused }) => refused !== null)
  const counted = refusedAt < 0 ? taps : taps.slice(0, refusedAt)
  return counted.reduce((current, { deed }) => after[deed] ?? current, state)
}
