import type { DivarEvent } from '#lib/divar/index.ts'
import type { AccessDeps } from '../ports.ts'

export type ReceivedEvent = { kind: 'stored' } | { kind: 'repeated' }

/**
 * Keeps an event's id once and acts on it: duplicates, disorder and unknown kinds are normal. A revoked access erases
 * the user's tokens and personal data in the same transaction, however often it comes: its id is a hash of a body that
 * holds only the user, so a repeat may as well be somebody who came back and revoked once more. No text of an event is
 * stored. Contract §11.
 */
export async function receiveEvent(deps: AccessDeps, event: DivarEvent): Promise<ReceivedEvent> {
  const now = deps.clock()
  return await deps.transaction(async (store): Promise<ReceivedEvent> => {
    const isNew = await store.insertEvent({ id: event.id, type: event.type, receivedAt: now })
    if (event.type === 'user_access_revocation') {
      const erased = await store.forgetDivarUser(event.userId, now)
      deps.log.info({ event: 'access_revoked', ...erased }, 'a user revoked access: tokens and personal data erased')
    }
    return { kind: isNew ? 'stored' : 'repeated' }
  })
}
