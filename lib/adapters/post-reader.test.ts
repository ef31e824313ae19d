import { describe, expect, it } from 'vitest'
import { BaseError } from '#lib/addon/index.ts'
import { DivarApiError, DivarConnectionError, type Post } from '#lib/divar/index.ts'
import { postReader } from './post-reader.ts'

const postOf = (token: string) => ({ token, title: 'دوچرخه' }) as Post
const post = postOf('post-1')
const down = new DivarConnectionError('get_post', { certainlyNotSent: false, reason: 'TIMEOUT' })

/** Answers in turn, then with `otherwise`. */
function reader(answers: (Post | null | Error)[] = [], otherwise: (token: string) => Post | null = () => null) {
  const asked: string[] = []
  const warnings: unknown[] = []
  const ignore = () => undefined
  const world = { hints: 30, now: 0 }
  const readers = postReader(
    {
      async getPost({ postToken: token }) {
        asked.push(token)
        const answer = answers.length > 0 ? answers.shift() : otherwise(token)
        if (answer instanceof Error) throw answer
        return answer ?? null
      },
    },
    {
      mayAskHint: async () => {
        world.hints -= 1
        return world.hints >= 0
      },
      now: () => world.now,
      log: { info: ignore, debug: ignore, error: ignore, warn: (what: unknown) => void warnings.push(what) },
    },
  )
  return { ...readers, world, asked, warnings }
}

const random = (count: number) => Array.from({ length: count }, (_, i) => `made-up-${i}`)

describe('reading the post of a conversation', () => {
  it('asks Divar once and caches the answer', async () => {
    const { posts, asked } = reader([post])
    expect(await posts('post-1')).toBe(post)
    expect(await posts('post-1')).toBe(post)
    expect(asked).toEqual(['post-1'])
  })

  it('asks Divar once for concurrent readers', async () => {
    const { posts, hintedPosts, asked } = reader([post])
    const all = await Promise.all([...random(20).map(() => posts('post-1')), hintedPosts('post-1')])
    expect(new Set(all)).toEqual(new Set([post]))
    expect(asked).toEqual(['post-1'])
  })

  it.each([down, new DivarApiError('get_post', { httpStatus: 500 })])(
    'returns null when Divar fails (%s), and asks again next time',
    async (fault) => {
      const { posts, asked, warnings } = reader([fault, post])
      expect(await posts('post-1')).toBeNull()
      expect(await posts('post-1')).toBe(post)
      expect(asked).toHaveLength(2)
      expect(warnings).toMatchObject([{ event: 'post_unavailable' }])
    },
  )

  it('returns null when the launch named no post', async () => {
    const { posts, hintedPosts, asked } = reader()
    expect([await posts(null), await hintedPosts(null)]).toEqual([null, null])
    expect(asked).toEqual([])
  })

  it('returns null silently when the remaining calls are reserved for messages', async () => {
    const { posts, warnings } = reader([new BaseError('too_many_requests', 'kept for messages')])
    expect(await posts('post-1')).toBeNull()
    expect(warnings).toEqual([])
  })
})

describe('reading a post named in an address', () => {
  it('calls Divar within the limit for visitors without a seat', async () => {
    const { hintedPosts, posts, asked } = reader([], postOf)
    for (const token of random(200)) await hintedPosts(token)
    expect(asked).toHaveLength(30)
    expect(await posts('post-1')).toEqual(post)
    expect(await hintedPosts('post-1'), 'known by now').toEqual(post)
  })

  it('caches a missing post without displacing existing ones', async () => {
    const { hintedPosts, posts, world, asked } = reader([post])
    await posts('post-1')
    world.hints = 2000
    for (const token of random(1500)) await hintedPosts(token)
    expect(await posts('post-1')).toBe(post)
    const before = asked.length
    for (const token of random(1500).slice(-30)) expect(await hintedPosts(token)).toBeNull()
    expect(asked).toHaveLength(before)
  })

  it('does not block while Divar does not answer', async () => {
    const { hintedPosts, world, asked } = reader([down], postOf)
    for (const token of random(5)) expect(await hintedPosts(token)).toBeNull()
    expect(asked).toHaveLength(1)
    world.now = 30_000
    expect(await hintedPosts('post-1')).toEqual(post)
  })
})
