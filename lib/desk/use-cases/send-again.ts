import { resendOrder } from '#lib/carrier/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { maxBulk } from './act.ts'

export type SentAgain =
  | { kind: 'queued' }
  /** It was sent again before, or nothing is left of it. */
  | { kind: 'unchanged' }
  /** It could not be read or written: it stands as it did. */
  | { kind: 'failed'; error: unknown }

/**
 * Sends orders again that another system did not take, each by itself: one that cannot be keeps no other. It is queued once,
 * however often it is asked for, and the audit has that in the same transaction.
 */
export async function sendAgain(
  deps: Pick<DeskDeps, 'orders' | 'clock'>,
  actor: DeskActor,
  orderIds: readonly string[],
): Promise<{ kind: 'not_allowed' } | { kind: 'too_many' } | { kind: 'tried'; results: SentAgain[] }> {
  if (!mayDo(actor.role, 'shipment.move')) return { kind: 'not_allowed' }
  const each = [...new Set(orderIds)]
  if (each.length > maxBulk) return { kind: 'too_many' }
  const results: SentAgain[] = []
  for (const id of each) {
    results.push(await sendOneAgain(deps, actor, id).catch((error: unknown) => ({ kind: 'failed', error }) as const))
  }
  return { kind: 'tried', results }
}

async function sendOneAgain(
  { orders, clock }: Pick<DeskDeps, 'orders' | 'clock'>,
  { staffId, address }: DeskActor,
  id: string,
): Promise<SentAgain> {
  const order = await orders.find(id)
  if (order === null) return { kind: 'unchanged' }
  return await orders.transaction(async (tx): Promise<SentAgain> => {
    if (!(await resendOrder({ ...tx, clock }, order))) return { kind: 'unchanged' }
    await tx.recordAudit({ at: clock(), staffId, what: 'order.again', which: id, detail: order.type, address })
    return { kind: 'queued' }
  })
}
