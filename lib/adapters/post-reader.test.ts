import { LRUCache } from 'lru-cache'
import { describe, expect, it } from 'vitest'
import type { Post } from '../divar/index.ts'
import { postReader } from './post-reader.ts'

const post = { token: 'post-1', title: 'دوچرخه' } as Post

function reader(...answers: (Post | Error)[]) {
  const asked: string[] = []
  const warnings: unknown[] = []
  const ignore = () => undefined
  const read = postReader(
    {
      async getPost(token) {
        asked.push(token)
        const answer = answers.shift()
        if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often')
        return answer
      },
    },
    {
      cache: new LRUCache<string, { post: Post | null }>({ max: 10 }),
      log: { info: ignore, debug: ignore, error: ignore, warn: (what: unknown) => void warnings.push(what) },
    },
  )
  return { read, asked, warnings }
}

describe('the post of a conversation', () => {
  it('is asked for once and then remembered', async () => {
    const { read, asked } = reader(post)
    expect(await read('post-1')).toBe(post)
    expect(await read('post-1')).toBe(post)
    expect(asked).toEqual(['post-1'])
  })

  it('is nothing where Divar does not say, and is asked for again the next time', async () => {
    const { read, asked, warnings } = reader(new Error('down'), post)
    expect(await read('post-1')).toBeNull()
    expect(await read('post-1')).toBe(post)
    expect(asked).toHaveLength(2)
    expect(warnings).toMatchObject([{ event: 'post_unavailable' }])
  })

  it('is nothing where the launch named none', async () => {
    const { read, asked } = reader()
    expect(await read(null)).toBeNull()
    expect(asked).toEqual([])
  })
})
