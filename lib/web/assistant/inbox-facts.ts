import 'server-only'
import { createHash } from 'node:crypto'
import {
  type Assistant,
  type AssistantDeps,
  type ConversationState,
  type PauseReason,
  pauseReason,
} from '#lib/assistant/index.ts'

const maxTalks = 50

/** All that the page of an assistant shows but the messages, which only the stream brings. */
export type InboxFacts = {
  assistant: Assistant
  rest: PauseReason | null
  posts: { postToken: string; isOn: boolean }[]
  talks: ConversationState[]
}

/**
 * Null: there is no such assistant. A page is drawn from the very facts that its version is made of. Those of several reads
 * may be of different moments; what is then drawn is of no version that lasts, and drawn once more.
 */
export async function inboxFacts(
  deps: {
    store: Pick<AssistantDeps['store'], 'find' | 'answeredSince' | 'posts' | 'talks'>
    clock: AssistantDeps['clock']
  },
  id: string,
): Promise<InboxFacts | null> {
  const { store } = deps
  const assistant = await store.find(id)
  if (!assistant) return null
  const [rest, posts, talks] = await Promise.all([
    pauseReason(deps, assistant),
    store.posts(id),
    store.talks(id, maxTalks),
  ])
  return { assistant, rest, posts, talks }
}

/** A short word for them: another word, another page. The same for every process that runs, also of the build before. */
export function versionOf({ assistant, rest, posts, talks }: InboxFacts): string {
  const { renewAt, inboxUntil, updatedAt, ...shown } = assistant
  // Pieces come and go by the minute, and nothing shows them.
  const shownTalks = talks.map(({ pieceTopic, pieceTopicAt, pieceCity, pieceCityAt, ...talk }) => talk)
  const facts = [shown, rest, posts, shownTalks]
  return createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 16)
}
