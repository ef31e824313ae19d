import type { ButtonData } from './button-data.ts'
import type { Coordinates } from './coordinates.ts'
import { type ConversationId, isPostToken, type PostToken } from './ids.ts'
import type { Side } from './side.ts'

/**
 * Divar opens the app and says who and where. Contract §3.2 to §3.4. Ids of version 1 are chat ids, those of version 2 ids
 * of this app; neither is proved. `data` and `location` are hints.
 */
export type Launch = {
  version: 1 | 2
  source: string | null
  postToken: PostToken | null
  conversationId: ConversationId | null
  side: Side | null
  userId: string | null
  peerId: string | null
  data: ButtonData
  location: Coordinates | null
}

/** What Divar wants back, so that it opens `url` in the user's webview: the old version wants a status as a text, too. Contract §14, row 15. */
export function launchAnswer(
  launch: Pick<Launch, 'version'>,
  url: string,
): { url: string } | { status: '200'; message: 'success'; url: string } {
  return launch.version === 1 ? { status: '200', message: 'success', url } : { url }
}

export type DirectLink = { postToken: PostToken | null }

/** A launch by the user's own browser: unsigned, so the post is a hint, and a token that cannot be one is none. Contract §3.1. */
export function parseDirectLink(query: URLSearchParams): DirectLink {
  const token = query.get('post_token')
  return { postToken: isPostToken(token) ? token : null }
}

/** The version header under both of its names; of a repeated header the first value. Contract §14, row 4. */
export function readApiVersion(headers: { get(name: string): string | null }): string | null {
  const value = headers.get('api-version') || headers.get('api_version')
  return value?.split(',')[0]?.trim() || null
}
