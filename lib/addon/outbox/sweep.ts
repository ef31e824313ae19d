import { addSeconds } from '#lib/kernel/clock.ts'
import { type Failed, separateParts } from '#lib/kernel/on-its-own.ts'
import type { Channel } from './channel.ts'
import type { Delivery } from './delivery.ts'
import { wakeNext } from './wake-next.ts'

/** How many due deliveries one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 500

/** Whatever may wait no longer than this is given up at its moment, and not by the next sweep of the clock. */
const promptSeconds = 60

/**
 * `ended`: leases that ran out without a word. `nextEndAt`: when the next lease ends, or the next prompt delivery is given
 * up. `failed`: what was left as it was.
 */
export type Swept = { ended: number; woken: number; nextEndAt: Date | null; failed?: Failed[] }

type Sweepable<Item extends Delivery> = Pick<
  Channel<Item>,
  'store' | 'wake' | 'clock' | 'count' | 'states' | 'kindsGoodFor'
>

/**
 * Every minute and at boot: a delivery whose lease ran out gets what the channel says of an unknown outcome (its worker
 * died), what has waited too long is given up, also behind others, and due deliveries whose job was lost are woken again.
 * Each whatever becomes of the others.
 */
export async function sweep<Item extends Delivery>(channel: Sweepable<Item>): Promise<Swept> {
  const { store, wake, clock, count, states, kindsGoodFor } = channel
  const now = clock()
  const { part, each, failed } = separateParts()
  const kinds = Object.entries(kindsGoodFor)
  const before = Object.fromEntries(kinds.map(([kind, seconds]) => [kind, addSeconds(now, -seconds)]))
  const ended = await part('leases', [], async () => await store.expireLeases(now))
  const givenUp = kinds.length === 0 ? [] : await part('waited too long', [], async () => await store.giveUp(before))
  // What is queued again is due, and found below.
  const moved = [...ended, ...givenUp].filter(({ state }) => state !== 'queued')
  await each(
    moved,
    ({ id }) => id,
    async (item) => {
      count(item, item.state)
      await wakeNext(channel, item)
    },
  )
  const due = await part('due', [], async () => await store.due(now, wakeAtOnce))
  await each(due, String, wake)
  const ends = [await store.nextLeaseEnd()]
  for (const [kind, seconds] of kinds.filter(([, seconds]) => seconds <= promptSeconds)) {
    const oldest = await store.oldestQueued(kind)
    ends.push(oldest && addSeconds(oldest, seconds + 1))
  }
  const [nextEndAt = null] = ends.filter((end) => end !== null).sort((a, b) => a.getTime() - b.getTime())
  const unknown = ended.filter(({ state }) => state === states.unknown).length
  return { ended: unknown, woken: due.length, nextEndAt, ...(failed.length > 0 && { failed }) }
}
