import type { MessageState } from './chat-message.ts'
import type { MessageDeps } from './ports.ts'
import { wakeNext } from './wake-next.ts'

export type ConfirmAnswer = 'it_is_there' | 'send_again'

export type Confirmed =
  | { ok: true; state: MessageState }
  /** `overtaken`: its subject went on, so sending it now would only confuse. */
  | { ok: false; reason: 'not_found' | 'not_unconfirmed' | 'overtaken' }

/**
 * A person says what became of an `unconfirmed` message: it stands in the chat, or it is to be sent again (a new attempt
 * of the same message, with new 24 hours). Of two answers at once exactly one counts. The caller has checked the person.
 */
export async function confirmMessage(deps: MessageDeps, id: string, answer: ConfirmAnswer): Promise<Confirmed> {
  const now = deps.clock()
  const changed =
    answer === 'it_is_there' ? await deps.messages.confirmSent(id, now) : await deps.messages.queueAgain(id, now)
  if (changed) {
    deps.measures.count('chat_messages', { kind: changed.kind, state: changed.state })
    await wakeNext(deps, changed)
    return { ok: true, state: changed.state }
  }
  const message = await deps.messages.find(id)
  if (!message) return { ok: false, reason: 'not_found' }
  return { ok: false, reason: message.state === 'unconfirmed' ? 'overtaken' : 'not_unconfirmed' }
}
