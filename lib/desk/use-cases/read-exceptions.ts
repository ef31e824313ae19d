import { maySendAgain } from '#lib/carrier/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import { type DeadOrder, type StuckMessage, type WhyNot, whyNotAgain } from '../exceptions.ts'
import { parseFilter } from '../filter.ts'
import type { DeskActor, DeskDeps } from '../ports.ts'
import { pageSize, readQueue, type ShownRow } from './read-queue.ts'

export type Exceptions = {
  kind: 'exceptions'
  /** Late, failed or silent, by promise. */
  shipments: ShownRow[]
  orders: (DeadOrder & { mayAgain: boolean })[]
  messages: (StuckMessage & { why: WhyNot })[]
  /** Of which there are more than these. */
  more: { shipments: boolean; orders: boolean; messages: boolean }
  /** Tracking codes of what orders and messages are about, by id; what is none there is a question, or erased. */
  codes: Map<string, string>
}

/** What does not go its way: a page of each kind, of orders and messages the newest. */
export async function readExceptions(
  deps: Pick<DeskDeps, 'store' | 'clock'>,
  actor: DeskActor,
): Promise<Exceptions | { kind: 'not_allowed' }> {
  if (!mayDo(actor.role, 'shipment.move')) return { kind: 'not_allowed' }
  const queue = await readQueue(deps, actor, { ...parseFilter({}), tab: 'exceptions' })
  const orders = await deps.store.deadOrders(pageSize + 1)
  const messages = await deps.store.stuckMessages(pageSize + 1)
  const codes = await deps.store.codesOf([
    ...orders.map(({ subjectId }) => subjectId),
    ...messages.map(({ shipmentId }) => shipmentId),
  ])
  const isPage = queue.kind === 'page'
  return {
    kind: 'exceptions',
    shipments: isPage ? queue.rows : [],
    orders: orders
      .slice(0, pageSize)
      .map((order) => ({ ...order, mayAgain: maySendAgain({ ...order, state: 'dead' }) })),
    messages: messages.slice(0, pageSize).map((message) => ({ ...message, why: whyNotAgain(message) })),
    more: {
      shipments: isPage && queue.next !== null,
      orders: orders.length > pageSize,
      messages: messages.length > pageSize,
    },
    codes,
  }
}
