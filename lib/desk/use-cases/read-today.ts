import { dayBegan } from '#lib/kernel/tehran.ts'
import { couriersToSend, mayDo } from '#lib/staff/index.ts'
import { countToAnswer } from '#lib/threads/index.ts'
import type { DeskActor, DeskDeps, Load } from '../ports.ts'
import { silentSince } from '../standing.ts'
import { tabs } from '../tabs.ts'
import { pageSize } from './read-queue.ts'

/** `isMore`: there are more than were counted. */
export type Some = { count: number; isMore: boolean }

/** What waits now for somebody of the staff; null where their role has nothing to do with it. */
export type Today = {
  /** Shipments of each tab of the queue. */
  counts: Record<string, number>
  /** Shipments that want a look, orders that were given up, and messages that did not go or may not have. */
  exceptions: Some | null
  /** Threads that nobody closed. */
  toAnswer: Some | null
  /** Every courier who may be given a parcel or has one, by name, those who have none last. */
  couriers: (Load & { name: string | null })[] | null
}

type Deps = Pick<DeskDeps, 'store' | 'clock' | 'threads' | 'staff'>

export async function readToday(
  { store, clock, threads, staff }: Deps,
  actor: DeskActor,
): Promise<Today | { kind: 'not_allowed' }> {
  const { role } = actor
  if (!mayDo(role, 'queue.read')) return { kind: 'not_allowed' }
  const now = clock()
  const counts = await store.counts(tabs, { now, silentSince: silentSince(now), dayBegan: dayBegan(now) })
  const couriers = await couriersToSend(staff, actor)
  return {
    counts,
    exceptions: mayDo(role, 'shipment.move') ? await exceptionsOf(store, counts.exceptions ?? 0) : null,
    toAnswer: mayDo(role, 'thread.answer') ? await countToAnswer(threads.store) : null,
    couriers: couriers && withNames(await store.loads(), couriers),
  }
}

async function exceptionsOf(store: Deps['store'], shipments: number): Promise<Some> {
  const lists = [await store.deadOrders(pageSize + 1), await store.stuckMessages(pageSize + 1)]
  const listed = lists.reduce((sum, list) => sum + Math.min(list.length, pageSize), 0)
  return { count: shipments + listed, isMore: lists.some((list) => list.length > pageSize) }
}

/** `name` is null where parcels are with somebody who is given none any more. */
function withNames(loads: readonly Load[], couriers: readonly { id: string; name: string }[]) {
  const none = { toCollect: 0, onTheWay: 0 }
  const known = couriers.map(({ id, name }) => ({
    ...none,
    ...loads.find(({ courierId }) => courierId === id),
    courierId: id,
    name,
  }))
  const others = loads.filter(({ courierId }) => !couriers.some(({ id }) => id === courierId))
  const isFree = ({ toCollect, onTheWay }: Omit<Load, 'courierId'>) => toCollect + onTheWay === 0
  const all = [...others.map((load) => ({ ...load, name: null })), ...known]
  return [...all.filter((one) => !isFree(one)), ...all.filter(isFree)]
}
