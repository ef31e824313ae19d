import type { MessageDeps } from './ports.ts'
import { wakeNext } from './wake-next.ts'

/** How many due messages one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 500

export type Swept = { unconfirmed: number; woken: number; nextLeaseEndsAt: Date | null }

/**
 * Every minute and at boot: a message whose lease ran out becomes `unconfirmed` (its worker died; nobody knows whether it
 * left), and due messages whose job was lost are woken again.
 */
export async function sweepMessages(deps: MessageDeps): Promise<Swept> {
  const now = deps.clock()
  const ended = await deps.messages.endLeases(now)
  for (const message of ended) {
    deps.measures.count('chat_messages', { kind: message.kind, state: message.state })
    await wakeNext(deps, message)
  }
  const due = await deps.messages.due(now, wakeAtOnce)
  for (const id of due) await deps.wake(id)
  return { unconfirmed: ended.length, woken: due.length, nextLeaseEndsAt: await deps.messages.nextLeaseEnd() }
}
