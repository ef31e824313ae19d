import { addSeconds } from '../kernel/clock.ts'
import { type Failed, separateParts } from '../kernel/on-its-own.ts'
import { giveUpAfterSeconds } from './back-off.ts'
import { type MessageKind, messageKinds } from './chat-message.ts'
import type { MessageDeps } from './ports.ts'
import { wakeNext } from './wake-next.ts'

/** How many due messages one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 500

/** `nextEndAt`: when the next lease ends, or the next reply is given up. `failed`: what was left as it was. */
export type Swept = { unconfirmed: number; woken: number; nextEndAt: Date | null; failed?: Failed[] }

/**
 * Every minute and at boot: a message whose lease ran out becomes `unconfirmed` (its worker died; nobody knows whether it
 * left), what has waited too long is given up, also behind others, and due messages whose job was lost are woken again.
 * Each whatever becomes of the others.
 */
export async function sweepMessages(deps: MessageDeps): Promise<Swept> {
  const now = deps.clock()
  const { part, each, failed } = separateParts()
  const ended = await part('leases', [], async () => await deps.messages.endLeases(now))
  const givenUp = await part('waited too long', [], async () => await deps.messages.giveUp(queuedBefore(now)))
  const idOf = ({ id }: { id: string }) => id
  await each([...ended, ...givenUp], idOf, async (message) => {
    deps.measures.count('chat_messages', { kind: message.kind, state: message.state })
    await wakeNext(deps, message)
  })
  const due = await part('due', [], async () => await deps.messages.due(now, wakeAtOnce))
  await each(due, String, deps.wake)
  const reply = await deps.messages.oldestQueued('reply')
  const ends = [await deps.messages.nextLeaseEnd(), reply && addSeconds(reply, giveUpAfterSeconds('reply') + 1)]
  const [nextEndAt = null] = ends.filter((end) => end !== null).sort((a, b) => a.getTime() - b.getTime())
  const unconfirmed = ended.filter(({ state }) => state === 'unconfirmed').length
  return { unconfirmed, woken: due.length, nextEndAt, ...(failed.length > 0 && { failed }) }
}

/** Whatever was queued before, and still is, has waited too long. */
function queuedBefore(now: Date): Record<MessageKind, Date> {
  const entries = messageKinds.map((kind) => [kind, addSeconds(now, -giveUpAfterSeconds(kind))] as const)
  return Object.fromEntries(entries) as Record<MessageKind, Date>
}
