import { describe, expect, it, vi } from 'vitest'
import { nextPoll, readNews } from './live-news.ts'

describe('the polling interval of an open page', () => {
  const quiet = { isMoving: false, answers: 0, failures: 0, isListening: false }

  it('is 15 seconds', () => {
    expect([0, 1, 50].map((answers) => nextPoll({ ...quiet, answers }, 0.5))).toEqual([15_000, 15_000, 15_000])
  })

  it('is longer than a stream lives while the event stream is connected', () => {
    expect(nextPoll({ ...quiet, isListening: true }, 0.5)).toBe(300_000)
    expect(nextPoll({ ...quiet, isMoving: true, isListening: true }, 0.5)).toBe(300_000)
    expect(nextPoll({ ...quiet, failures: 1, isListening: true }, 1)).toBe(4_000)
  })

  it('starts at two seconds while a message is being sent and grows to 15', () => {
    const waits = Array.from({ length: 40 }, (_, answers) => nextPoll({ ...quiet, isMoving: true, answers }, 0.5))
    expect(waits.slice(0, 6)).toEqual(Array(6).fill(2_000))
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(15_000)
  })

  it('grows to a jittered minute while the server does not answer', () => {
    const waits = (jitter: number) =>
      Array.from({ length: 10 }, (_, index) => nextPoll({ ...quiet, isMoving: true, failures: index + 1 }, jitter))
    expect(waits(1)).toEqual([4_000, 8_000, 16_000, 32_000, ...Array(6).fill(60_000)])
    expect(waits(0)).toEqual(waits(1).map((wait) => wait / 2))
  })
})

describe('the news that an open page reads', () => {
  const read = async (answer: Response, onEnded = vi.fn()) => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => answer),
    )
    return await readNews('/state', new AbortController().signal, onEnded)
  }

  it('holds the version and whether a message is being sent', async () => {
    expect(await read(Response.json({ version: 'a', isMoving: true }))).toEqual({ version: 'a', isMoving: true })
    expect(await read(Response.json({ version: 'b', isMoving: false }))).toEqual({ version: 'b', isMoving: false })
  })

  it('rejects any other answer', async () => {
    for (const body of [{}, { isMoving: true }, { version: 3 }]) {
      await expect(read(Response.json(body))).rejects.toThrow('news')
    }
    await expect(read(new Response('<html>', { status: 502 }))).rejects.toThrow('news: 502')
    await expect(read(new Response('<html>'))).rejects.toThrow()
  })

  it('may say that the session has ended', async () => {
    const onEnded = vi.fn()
    await expect(read(Response.json({ reason: 'session ended' }, { status: 401 }), onEnded)).rejects.toThrow('401')
    expect(onEnded).toHaveBeenCalledOnce()
  })

  it('is abandoned when its request is aborted or times out', async () => {
    vi.useFakeTimers()
    vi.stubGlobal(
      'fetch',
      vi.fn(async (_url: string, { signal }: RequestInit) => {
        return await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('given up'))))
      }),
    )
    const unwanted = new AbortController()
    const first = expect(readNews('/state', unwanted.signal, vi.fn())).rejects.toThrow('given up')
    unwanted.abort()
    await first
    const second = expect(readNews('/state', new AbortController().signal, vi.fn())).rejects.toThrow('given up')
    await vi.advanceTimersByTimeAsync(20_000)
    await second
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })
})
