import { addSeconds } from '#lib/kernel/clock.ts'
import type { ChatbotDeps } from './ports.ts'

/** How long the chatbot waits for what it asked for. */
export const topicSeconds = 60 * 60

/** The next message goes to this skill first. `notes` are slugs; an empty one is not known yet. */
export async function waitFor(
  { talk, clock }: Pick<ChatbotDeps, 'talk' | 'clock'>,
  conversationId: string,
  skill: string,
  notes: readonly string[] = [],
  expiresAt: Date = addSeconds(clock(), topicSeconds),
): Promise<void> {
  await talk.set(conversationId, { word: [skill, ...notes].join('.'), expiresAt })
}
