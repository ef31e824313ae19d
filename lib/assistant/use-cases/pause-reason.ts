import type { Assistant } from '../assistant.ts'
import type { AssistantDeps } from '../ports.ts'
import { isQuiet, tehranDayStart } from '../rules.ts'

export type PauseReason = 'quiet' | 'cap'

/** Why an assistant that is on would answer nobody now: its seller's quiet hours or daily limit. Null: it would. */
export async function pauseReason(
  deps: { store: Pick<AssistantDeps['store'], 'answeredSince'>; clock: AssistantDeps['clock'] },
  assistant: Assistant,
): Promise<PauseReason | null> {
  const now = deps.clock()
  if (assistant.state !== 'on') return null
  if (isQuiet(assistant, now)) return 'quiet'
  const answeredToday = await deps.store.answeredSince(assistant.id, tehranDayStart(now))
  return answeredToday >= assistant.dailyCap ? 'cap' : null
}
