import type { LRUCache } from 'lru-cache'
import type { DivarClient, Post } from '#lib/divar/index.ts'
import type { Log } from '#lib/kernel/log.ts'

/** The post of a conversation, or null when Divar does not say: a page shows itself without it, and never waits long. */
export type PostReader = (postToken: string | null) => Promise<Post | null>

type Cache = LRUCache<string, { post: Post | null }>

/** Remembers posts for a few minutes. A failure is not remembered: the next page asks again. */
export function postReader(divar: Pick<DivarClient, 'getPost'>, deps: { cache: Cache; log: Log }): PostReader {
  return async (postToken) => {
    if (postToken === null) return null
    const known = deps.cache.get(postToken)
    if (known) return known.post
    try {
      const post = await divar.getPost(postToken)
      deps.cache.set(postToken, { post })
      return post
    } catch (err) {
      deps.log.warn({ event: 'post_unavailable', err }, 'Divar did not give the post')
      return null
    }
  }
}
