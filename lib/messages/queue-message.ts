import { newId } from '../kernel/ids.ts'
import { withinBudget } from './budget.ts'
import type { ChatMessage, MessageKind, MessageState, MessageSubject, NewMessage } from './chat-message.ts'
import type { MessageTransaction, QueueDeps } from './ports.ts'

export type Queued = { ok: true; message: ChatMessage; created: boolean } | { ok: false; reason: 'over_budget' }

/** These neither stand in the chat nor will. */
const neverThere: readonly MessageState[] = ['superseded', 'unannounced', 'refused']

/**
 * Writes a message and its job in the caller's transaction, beside the change it announces. The same (subject, kind,
 * occurrence) again changes nothing and gives the message that is there, but one that is `unannounced` gets the grant it
 * lacked and leaves with the text as it is now. Without a grant the message is `unannounced`.
 */
export async function queueMessage({ messages, wake, clock }: QueueDeps, message: NewMessage): Promise<Queued> {
  const existing = await messages.lockSubject(message.subject, message.subjectId)
  const same = existing.find((other) => other.kind === message.kind && other.occurrence === message.occurrence)
  const lacksOnlyGrant = same?.state === 'unannounced' && !same.overtaken && message.grantId !== null
  if (same && !lacksOnlyGrant) return { ok: true, message: same, created: false }

  const counted = existing.filter((other) => !neverThere.includes(other.state)).map((other) => other.kind)
  if (message.subject === 'shipment' && !withinBudget(counted, message.kind))
    return { ok: false, reason: 'over_budget' }

  const now = clock()
  const position = Math.max(0, ...existing.map((other) => other.position)) + 1
  const queued: ChatMessage = {
    ...message,
    id: same?.id ?? newId(),
    position: same?.position ?? position,
    state: message.grantId === null ? 'unannounced' : 'queued',
    overtaken: false,
    attempts: 0,
    dueAt: now,
    firstQueuedAt: now,
    claimId: null,
    claimedUntil: null,
    lastReason: message.grantId === null ? 'not_announced' : null,
    sentAt: null,
    createdAt: same?.createdAt ?? now,
  }
  await (same ? messages.replace(queued) : messages.insert(queued))
  if (queued.state === 'queued') await wake(queued.id)
  return { ok: true, message: queued, created: !same }
}

/**
 * In the caller's transaction: messages of these kinds no longer say how things stand. Queued ones become `superseded`
 * at once; one being sent right now may still arrive, but is not tried again. Gives how many it concerned.
 */
export async function supersedeMessages(
  { messages }: { messages: MessageTransaction },
  subject: MessageSubject,
  subjectId: string,
  kinds: readonly MessageKind[],
): Promise<number> {
  return kinds.length === 0 ? 0 : await messages.supersede(subject, subjectId, kinds)
}
