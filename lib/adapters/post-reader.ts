import { LRUCache } from 'lru-cache'
import { type DivarClient, isDivarConnectionError, type Post, toPostToken } from '#lib/divar/index.ts'
import { isAppError } from '#lib/kernel/errors.ts'
import type { Log } from '#lib/kernel/log.ts'

/** A post, or null when Divar does not say: a page shows itself without it, and never waits long. */
export type PostReader = (postToken: string | null) => Promise<Post | null>

export type PostReaders = {
  /** A post that a launch or an owner named. */
  posts: PostReader
  /** One that stands in an address, where anybody may have written it. */
  hintedPosts: PostReader
}

type Deps = {
  log: Log
  /** Counts one more hint that Divar is asked about; whether it may be. */
  mayAskHint(): Promise<boolean>
  now?: () => number
}

const rememberedMs = 5 * 60_000
const hintPauseMs = 30_000

/**
 * Remembers posts for a few minutes, and asks once for a post that many ask for at the same moment. A failure is not
 * remembered: the next page asks again. Hints are few, and "there is no such post" is remembered apart, so that made-up
 * tokens push nothing out; while Divar does not answer nobody waits for a hint.
 */
export function postReader(divar: Pick<DivarClient, 'getPost'>, deps: Deps): PostReaders {
  const { log, mayAskHint, now = () => performance.now() } = deps
  const found = new LRUCache<string, Post>({ max: 1000, ttl: rememberedMs })
  const absent = new LRUCache<string, true>({ max: 1000, ttl: rememberedMs })
  const underWay = new Map<string, Promise<Post | null>>()
  let hintsFrom = Number.NEGATIVE_INFINITY

  async function ask(postToken: string): Promise<Post | null> {
    try {
      const post = await divar.getPost({ postToken: toPostToken(postToken) })
      if (post) found.set(postToken, post)
      else absent.set(postToken, true)
      return post
    } catch (err) {
      if (isDivarConnectionError(err)) hintsFrom = now() + hintPauseMs
      // One that our own budget kept back is no news of Divar's.
      if (!isAppError(err)) log.warn({ event: 'post_unavailable', err }, 'Divar did not give the post')
      return null
    }
  }
  const askOnce = (postToken: string) => {
    const asked = underWay.get(postToken) ?? ask(postToken).finally(() => underWay.delete(postToken))
    underWay.set(postToken, asked)
    return asked
  }
  const known = (postToken: string) => found.get(postToken) ?? (absent.has(postToken) ? null : undefined)

  return {
    async posts(postToken) {
      if (postToken === null) return null
      const post = known(postToken)
      return post === undefined ? await askOnce(postToken) : post
    },
    async hintedPosts(postToken) {
      if (postToken === null) return null
      const post = known(postToken)
      if (post !== undefined) return post
      if (underWay.has(postToken)) return await askOnce(postToken)
      if (now() < hintsFrom || !(await mayAskHint())) return null
      return await askOnce(postToken)
    },
  }
}
