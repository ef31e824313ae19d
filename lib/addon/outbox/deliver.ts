import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { nextAttemptAt } from './back-off.ts'
import type { Attempt, Channel, Lease, Outcome } from './channel.ts'
import type { Claim, Delivery, Settlement } from './delivery.ts'
import { wakeNext } from './wake-next.ts'

export type Delivered =
  | { ok: true; state: string }
  /** `waiting`: an earlier one of its order key comes first. `taken`: another worker has it, or it is done. */
  | { ok: false; reason: 'not_found' | 'not_due' | 'waiting' | 'taken' }

/**
 * Sends one queued delivery, if it is due and its order key's first: claim by a lease, one attempt, outcome stored. No
 * transaction spans the network. What happens after an outcome that nobody knows is the channel's to say. Safe to call at
 * any time, any number of times, from any process.
 */
export async function deliver<Item extends Delivery>(channel: Channel<Item>, id: string): Promise<Delivered> {
  const { store, clock } = channel
  const first = await store.firstUnsettled(id)
  const item = first?.id === id ? first : await store.find(id)
  if (!item) return { ok: false, reason: 'not_found' }
  if (item.state !== 'queued') return { ok: false, reason: 'taken' }
  if (first && first.id !== id) return { ok: false, reason: 'waiting' }
  const now = clock()
  if (item.dueAt > now) return { ok: false, reason: 'not_due' }
  const until = goodUntil(channel, item)
  // Also where each of its workers died before it could say what came of it.
  const isOver = (until !== null && now > until) || item.attempts >= channel.backOff.maxAttempts
  if (isOver && !channel.givenUpTo) return await settle(channel, item, null, givenUp(channel, item, 'gave_up'))

  const attempt = await channel.prepare(item)
  if (attempt.kind !== 'ready') {
    return await settle(channel, item, null, settlementOf(channel, item, attempt, item.attempts + 1))
  }
  const { prepareSeconds, sendSeconds } = channel.lease
  const claimedAt = clock()
  const claim = { claimId: newId(), now: claimedAt, until: addSeconds(claimedAt, prepareSeconds ?? sendSeconds) }
  const claimed = await store.claim(id, claim)
  if (!claimed) return { ok: false, reason: 'taken' }
  const outcome = await sendClaimed(channel, claimed, claim, attempt)
  return await settle(channel, claimed, claim.claimId, settlementOf(channel, claimed, outcome, claimed.attempts))
}

async function sendClaimed<Item extends Delivery>(
  channel: Channel<Item>,
  item: Item,
  claim: Claim,
  attempt: Extract<Attempt<Item>, { kind: 'ready' }>,
): Promise<Outcome> {
  const { clock, store, lease, log, said } = channel
  let mayBeSeen = lease.prepareSeconds === null
  let until = claim.until
  const held: Lease = {
    isInTime: () => addSeconds(clock(), lease.requestSeconds) <= until,
    async beginSend() {
      const now = clock()
      until = addSeconds(now, lease.sendSeconds)
      mayBeSeen = await store.beginSend(item.id, { claimId: claim.claimId, now, until })
      return mayBeSeen
    },
  }
  try {
    return await attempt.send(item, held)
  } catch (err) {
    log.error({ err, ...said.facts(item) }, `sending ${said.article} ${said.name} threw`)
    return { kind: mayBeSeen ? 'unknown' : 'retry', reason: 'threw' }
  }
}

function settlementOf<Item extends Delivery>(
  channel: Channel<Item>,
  item: Item,
  outcome: Outcome,
  attempts: number,
): Settlement {
  const { states, clock } = channel
  switch (outcome.kind) {
    case 'sent':
      return { state: states.sent, at: clock(), reason: null }
    case 'retry':
      return later(channel, item, outcome, attempts)
    case 'unknown':
      if (states.unknown === 'queued') return later(channel, item, outcome, attempts)
      return { state: states.unknown, reason: outcome.reason }
    default:
      return { state: states[outcome.kind], reason: outcome.reason }
  }
}

function later<Item extends Delivery>(
  channel: Channel<Item>,
  item: Item,
  { reason, retryAfterSeconds = null }: { reason: string; retryAfterSeconds?: number | null },
  attempts: number,
): Settlement {
  const tried = { attempts, now: channel.clock(), retryAfterSeconds, random: channel.random() }
  const dueAt = nextAttemptAt(channel.backOff, { ...tried, goodUntil: goodUntil(channel, item) })
  return dueAt ? { state: 'queued', dueAt, reason } : givenUp(channel, item, 'gave_up')
}

const givenUp = <Item extends Delivery>(
  { states, givenUpTo }: Channel<Item>,
  item: Item,
  reason: string,
): Settlement => ({
  state: states[givenUpTo?.(item) ?? 'refused'],
  reason,
})

function goodUntil<Item extends Delivery>(channel: Channel<Item>, item: Item): Date | null {
  const good = channel.goodFor(item)
  return good && addSeconds(good.since, good.seconds)
}

async function settle<Item extends Delivery>(
  channel: Channel<Item>,
  item: Item,
  claimId: string | null,
  to: Settlement,
): Promise<Delivered> {
  const { log, said, states } = channel
  const settled = await channel.store.settle(item.id, claimId, to)
  const facts = { ...said.facts(item), outcome: settled?.state ?? to.state, reason: to.reason }
  if (!settled) {
    log.warn(facts, `outcome of ${said.article} ${said.name} came too late`)
    return { ok: false, reason: 'taken' }
  }
  channel.count(item, settled.state)
  if (said.warns && settled.state === states.refused) log.warn(facts, `${said.name} given up`)
  else log.info(facts, said.name)
  await wakeNext(channel, settled)
  return { ok: true, state: settled.state }
}
