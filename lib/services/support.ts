import type { Wake } from '#lib/addon/outbox/index.ts'
import { queueOrder } from '#lib/carrier/index.ts'
import {
  type Collected,
  collectSeconds,
  type SupportKept,
  type SupportSaid,
  topicSeconds,
  withPiece,
} from '#lib/chatbot/index.ts'
import type { Tx } from '#lib/db/client.ts'
import { isLinkedTo } from '#lib/db/stores/chatbot.ts'
import { webhookTransaction } from '#lib/db/stores/orders.ts'
import { insertSupport, type LastSupport, lastSupport, updateSupport } from '#lib/db/stores/support.ts'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Sealer } from '#lib/kernel/seal.ts'

type Deps = { clock: Clock; sealer: Sealer; wake: Wake }

/** `mayBegin`: whether this may be a request of its own. */
export type SupportAsked = SupportSaid & { conversationId: string; divarUserId: string | null; mayBegin: boolean }

/**
 * Keeps a piece of what somebody asks in the chatbot, sealed, and has the business told of it when no more can come: both
 * or neither. Null: the conversation is that user's no more, who had everything erased. `refused`: it would have begun a
 * request. Of two at once, in any process, the second finds the first.
 */
export async function askSupportIn(
  tx: Tx,
  around: Deps,
  asked: SupportAsked,
): Promise<Exclude<SupportKept, { kind: 'stopped' }> | { kind: 'refused' } | null> {
  const { conversationId, divarUserId, piece, at, opens } = asked
  if (divarUserId !== null && !(await isLinkedTo(tx, conversationId, divarUserId))) return null
  const last = await lastSupport(tx, conversationId)
  const before = last && (await openedOf(around.sealer, last))
  if (last && before?.pieces.some(({ id }) => id === piece.id)) return toldOf(last, at)
  const open = last !== null && before !== null && takes(last, asked) ? last : null
  const begun = open?.order ?? null
  if (begun === null && opens && !asked.mayBegin) return { kind: 'refused' }
  const greeted = withPiece(open && before, piece)
  // A greeting must not cost the wish behind it its room.
  const joined = greeted.ok || begun !== null ? greeted : withPiece(null, piece)
  if (!joined.ok) return { kind: 'too_long', room: joined.room }
  const sealedText = await around.sealer.seal(joined.collected)
  const id = open?.id ?? newId()
  if (open) await updateSupport(tx, id, { sealedText, divarUserId: divarUserId ?? open.divarUserId })
  else await insertSupport(tx, { id, conversationId, divarUserId, sealedText, createdAt: at })
  if (begun) return { kind: 'added', until: addSeconds(begun.happenedAt, collectSeconds) }
  if (!opens) return { kind: 'waiting' }
  const until = addSeconds(at, collectSeconds)
  const orders = { orders: webhookTransaction(tx), wake: around.wake, clock: around.clock }
  await queueOrder(orders, { shipmentId: id, type: 'support.asked', at, dueAt: until })
  return { kind: 'begun', until }
}

/** Whether the request is still collected: its order has never been on its way, and this came within its two minutes. */
function takes({ order, createdAt, divarUserId }: LastSupport, asked: SupportAsked): boolean {
  if (divarUserId !== null && asked.divarUserId !== null && divarUserId !== asked.divarUserId) return false
  if (!order) return asked.at < addSeconds(createdAt, topicSeconds)
  return order.state === 'queued' && order.attempts === 0 && asked.at < addSeconds(order.happenedAt, collectSeconds)
}

/** As it was told the first time. */
function toldOf({ order }: LastSupport, at: Date): SupportKept & { kind: 'begun' | 'added' | 'waiting' } {
  if (!order) return { kind: 'waiting' }
  const kind = order.happenedAt.getTime() === at.getTime() ? 'begun' : 'added'
  return { kind, until: addSeconds(order.happenedAt, collectSeconds) }
}

/** Null: none of our keys opens it. That is no reason to hear nothing more of somebody. */
async function openedOf(sealer: Sealer, { sealedText, createdAt }: LastSupport): Promise<Collected | null> {
  const opened = await sealer.open<{ text: string; pieces?: Collected['pieces'] }>(sealedText).catch(() => null)
  if (opened === null) return null
  // The version before kept one text.
  const { text, pieces = [{ id: '', sentAt: createdAt.toISOString(), text: opened.text }] } = opened
  return { text, pieces }
}
