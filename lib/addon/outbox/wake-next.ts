import type { Delivery, Outlet } from './delivery.ts'

/** A wake-up later than this is left to the sweep. */
const maxWakeSeconds = 60

/** After a delivery moved: has its order key's first queued one delivered when it is due, which may be the same one. */
export async function wakeNext<Item extends Delivery>(
  { store, wake, clock }: Outlet<Item>,
  { id }: Item,
): Promise<void> {
  const next = await store.firstUnsettled(id)
  if (next?.state !== 'queued') return
  const seconds = Math.max(0, Math.ceil((next.dueAt.getTime() - clock().getTime()) / 1000))
  if (seconds <= maxWakeSeconds) await wake(next.id, seconds)
}
