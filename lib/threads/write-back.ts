import { newId } from '#lib/kernel/ids.ts'
import { type Actor, mayAct, mayReadPerson, type ReadWords, readWords, type Unproved } from '#lib/shipping/index.ts'
import type { Thread, ThreadDeps } from './ports.ts'

/** Of a person in one thread, beside its first text. */
export const maxOwnReplies = 10

export type WrittenBack =
  | { kind: 'written' }
  | Exclude<ReadWords, { kind: 'read' }>
  | { kind: 'closed' }
  | { kind: 'too_many' }
  | { kind: 'not_found' }
  | Unproved

type OwnThread = Extract<Thread, { kind: 'problem' }>

/** The thread of a report, where this actor may read it: it is their side's, and they typed it. */
export async function ownThread(
  { store }: Pick<ThreadDeps, 'store'>,
  actor: Actor,
  { trackingCode, threadId }: { trackingCode: string; threadId: string },
): Promise<OwnThread | null> {
  const thread = await store.threadById(threadId)
  if (thread?.kind !== 'problem' || thread.trackingCode !== trackingCode) return null
  const isHere = thread.conversationId === actor.conversationId && thread.side === actor.side
  return isHere && mayReadPerson(actor, thread) ? thread : null
}

/**
 * The person who reported a problem writes on, in as many characters as a report has. It is sealed, and the carrier gets it
 * in an order of its own. Nobody else of the side may, nor does anything come after the thread is closed.
 */
export async function writeBack(
  deps: ThreadDeps,
  actor: Actor,
  input: { trackingCode: string; threadId: string; text: string },
): Promise<WrittenBack> {
  const thread = await ownThread(deps, actor, input)
  if (!thread) return { kind: 'not_found' }
  const { id: threadId, shipmentId } = thread
  const words = readWords(input.text)
  if (words.kind !== 'read') return words
  const sealedBody = await deps.sealer.seal({ text: words.text, from: null })
  const createdAt = deps.clock()
  return await deps.transaction(async ({ threads, shipping }): Promise<WrittenBack> => {
    // In the order of an erasure: shipment, seat, thread.
    await shipping.lockShipment(shipmentId)
    if (!(await shipping.seatStands(actor))) return { kind: 'not_found' }
    if (!(await mayAct(shipping, actor, shipmentId))) return { kind: 'unproved' }
    if (!(await threads.lockThread(threadId))) return { kind: 'not_found' }
    const before = await threads.repliesOf([threadId])
    if (before.some(({ closes }) => closes)) return { kind: 'closed' }
    if (before.filter(({ by }) => by === 'person').length >= maxOwnReplies) return { kind: 'too_many' }
    const reply = { id: newId(), threadId, number: before.length + 1, by: 'person' as const, sealedBody, createdAt }
    await threads.insertReply(thread, { ...reply, closes: false, callId: null })
    await shipping.notifyCarrier({ shipmentId, type: 'thread.replied', reference: reply.id, at: createdAt })
    return { kind: 'written' }
  })
}
