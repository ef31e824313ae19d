import { type ChatMessage, isSettled } from './chat-message.ts'
import type { WaitDeps } from './ports.ts'

const lookEveryMilliseconds = 100

/**
 * Waits until the message is settled, `milliseconds` at most, and gives it as it then stands (null: no such message).
 * The send goes on whatever comes back.
 */
export async function waitForOutcome(
  { messages, sleep }: WaitDeps,
  id: string,
  milliseconds = 5_000,
): Promise<ChatMessage | null> {
  let waited = 0
  for (;;) {
    const message = await messages.find(id)
    if (!message || isSettled(message.state) || waited >= milliseconds) return message
    await sleep(lookEveryMilliseconds)
    waited += lookEveryMilliseconds
  }
}
