import type { DivarEvent } from '#lib/divar/index.ts'
import type { AccessDeps, AccessStore } from '../ports.ts'

export type ReceivedEvent = { kind: 'stored' } | { kind: 'repeated' }

type Deps = Pick<AccessDeps, 'clock' | 'log'> & {
  store: Pick<AccessStore, 'insertEvent'>
  /** Erases all that is known of a user; gives how much went of what. Once more changes nothing. */
  erase(divarUserId: string): Promise<Record<string, number>>
}

/**
 * Keeps an event's id once and acts on it: duplicates, disorder and unknown kinds are normal. A revoked access erases
 * the user's tokens and personal data, however often it comes: its id is a hash of a body that holds only the user, so a
 * repeat may as well be somebody who came back and revoked once more. Erasing comes first, so that an event whose
 * erasing failed is still new when Divar sends it again. No text of an event is stored. Contract §11.
 */
export async function receiveEvent(deps: Deps, event: DivarEvent): Promise<ReceivedEvent> {
  if (event.type === 'user_access_revocation') {
    const erased = await deps.erase(event.userId)
    deps.log.info({ event: 'access_revoked', ...erased }, 'a user revoked access: tokens and personal data erased')
  }
  const isNew = await deps.store.insertEvent({ id: event.id, type: event.type, receivedAt: deps.clock() })
  return { kind: isNew ? 'stored' : 'repeated' }
}
