import type { DivarEvent } from '#lib/divar/index.ts'
import { addSeconds, type Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { Sealer } from '#lib/kernel/seal.ts'
import type { EventOf, HandledType, MessageHandler, MessageHandlers } from './handlers.ts'
import { inboxSeconds, type Pending, type ReceivedEvent } from './pending.ts'

export type EventDeps = {
  clock: Clock
  log: Log
  sealer: Sealer
  handlers: MessageHandlers
  /** As the store's, of one event. */
  insert(received: ReceivedEvent): Promise<boolean>
  /** Erases all that is known of a user; gives how much went of what. Once more changes nothing. */
  erase(divarUserId: string): Promise<Record<string, number>>
  /** Something waits to be handled. */
  wake(): void
}

/** `unheard`: nobody listens where it was said; nothing is kept of it. */
export type TakenEvent = { kind: 'stored' | 'repeated' | 'unheard' }

/**
 * Takes an event of Divar in: its id once, and what must be handled of it, sealed, in one transaction; the answer to Divar
 * waits for nothing else. Duplicates, disorder and unknown kinds are normal. A revoked access erases the user's tokens and
 * personal data, however often it comes: its id is a hash of a body that holds only the user, so a repeat may as well be
 * somebody who came back and revoked once more. Erasing comes first, so that an event whose erasing failed is still new when
 * Divar sends it again. Contract §11.
 */
export async function takeEvent(deps: EventDeps, event: DivarEvent): Promise<TakenEvent> {
  if (event.type === 'user_access_revocation') {
    const erased = await deps.erase(event.userId)
    deps.log.info({ event: 'access_revoked', ...erased }, 'a user revoked access: tokens and personal data erased')
  }
  const handler = deps.handlers.ofEvent(event)
  const pending = handler && (await pendingOf(deps, handler, event as EventOf<HandledType>))
  if (pending === 'unheard') return { kind: 'unheard' }
  const { id, type } = event
  const isNew = await deps.insert({ event: { id, type, receivedAt: deps.clock() }, pending })
  if (isNew && pending) deps.wake()
  return { kind: isNew ? 'stored' : 'repeated' }
}

/** What a handler captures of an event, as it waits. */
export async function pendingOf<T extends HandledType>(
  { clock, sealer }: Pick<EventDeps, 'clock' | 'sealer'>,
  handler: Pick<MessageHandler<T>, 'kind' | 'capture'>,
  event: EventOf<T>,
): Promise<Pending | 'unheard' | null> {
  const captured = await handler.capture(event)
  if (captured === null || captured === 'unheard') return captured
  const { subject, conversationId, content } = captured
  const receivedAt = clock()
  return {
    ...{ id: event.id, kind: handler.kind, subject, conversationId },
    sealed: await sealer.seal(content),
    receivedAt,
    expiresAt: addSeconds(receivedAt, inboxSeconds.life),
  }
}
