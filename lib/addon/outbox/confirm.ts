import type { Delivery, Outlet } from './delivery.ts'
import { wakeNext } from './wake-next.ts'

export type ConfirmAnswer = 'it_is_there' | 'send_again'

export type Confirmed =
  | { ok: true; state: string }
  /** `overtaken`: its subject went on, so sending it now would only confuse. */
  | { ok: false; reason: 'not_found' | 'not_unconfirmed' | 'overtaken' }

/**
 * A person says what became of an `unconfirmed` delivery: it arrived, or it is to be sent again (a new attempt of the same,
 * with all its time before it). Of two answers at once exactly one counts. The caller has checked the person.
 */
export async function confirm<Item extends Delivery>(
  outlet: Outlet<Item>,
  id: string,
  answer: ConfirmAnswer,
): Promise<Confirmed> {
  const { store, clock, count } = outlet
  const now = clock()
  const changed = answer === 'it_is_there' ? await store.confirmSent(id, now) : await store.queueAgain(id, now)
  if (changed) {
    count(changed, changed.state)
    await wakeNext(outlet, changed)
    return { ok: true, state: changed.state }
  }
  const item = await store.find(id)
  if (!item) return { ok: false, reason: 'not_found' }
  return { ok: false, reason: item.state === 'unconfirmed' ? 'overtaken' : 'not_unconfirmed' }
}
