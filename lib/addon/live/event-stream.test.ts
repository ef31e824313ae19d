import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EventStreamOptions, eventStream } from './event-stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function setup(own: Partial<EventStreamOptions> = {}) {
  const client = new AbortController()
  const server = new AbortController()
  const now = { version: 'one' as string | null, stays: true }
  const onEnd = vi.fn()
  const version = vi.fn(async () => now.version)
  const stream = eventStream({
    version,
    mayStay: async () => now.stays,
    onEnd,
    signal: client.signal,
    stopping: server.signal,
    heartbeatMs: 20_000,
    maxMs: 300_000,
    ...own,
  })
  const reader = stream.body.getReader()
  /** All that is sent from now on, and whether it has ended. */
  const heard = { text: '', ended: false }
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      heard.text += new TextDecoder().decode(value)
    }
    heard.ended = true
  })()
  const soon = async (ms = 0) => await vi.advanceTimersByTimeAsync(ms)
  return { stream, client, server, now, onEnd, version, heard, reader, reading, soon }
}

const changed = (version: string) => `event: changed\ndata: ${version}\n\n`

describe('the event stream of an open page', () => {
  it('sends the version at once and again whenever it changes', async () => {
    const { stream, now, heard, soon } = setup()
    await soon()
    expect(heard.text).toBe(changed('one'))
    stream.wake()
    await soon()
    expect(heard.text).toBe(changed('one'))
    now.version = 'two'
    stream.wake()
    await soon()
    expect(heard.text).toBe(changed('one') + changed('two'))
  })

  it('tells the page to reconnect when the process is about to stop', async () => {
    const { server, heard, onEnd, soon } = setup()
    await soon()
    server.abort()
    await soon()
    expect(heard).toEqual({ text: `${changed('one')}event: over\ndata: restart\n\n`, ended: true })
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  it('ends at once when opened while the process stops', async () => {
    const { heard, soon } = setup({ stopping: AbortSignal.abort() })
    await soon()
    expect(heard).toEqual({ text: 'event: over\ndata: restart\n\n', ended: true })
  })

  it('merges several wake-ups and misses none while the version is read', async () => {
    const waiting: ((version: string) => void)[] = []
    const version = vi.fn(() => new Promise<string>((resolve) => waiting.push(resolve)))
    const { stream, heard, soon } = setup({ version })
    await soon()
    for (let times = 0; times < 10; times += 1) stream.wake()
    expect(version).toHaveBeenCalledTimes(1)
    waiting[0]?.('one')
    await soon()
    expect(version).toHaveBeenCalledTimes(2)
    waiting[1]?.('two')
    await soon()
    expect(version).toHaveBeenCalledTimes(2)
    expect(heard.text).toBe(changed('one') + changed('two'))
  })

  it('repeats the version as a heartbeat and ends after five minutes', async () => {
    const { heard, onEnd, soon } = setup()
    await soon(299_999)
    expect(heard.text).toBe(changed('one').repeat(15))
    expect(onEnd).not.toHaveBeenCalled()
    await soon(1)
    expect(heard.text).toContain('event: over\ndata: time\n\n')
    expect(heard.ended).toBe(true)
    expect(onEnd).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('recovers from a lost wake-up', async () => {
    const { now, heard, soon } = setup()
    await soon()
    now.version = 'two'
    await soon(20_000)
    expect(heard.text).toBe(changed('one') + changed('two'))
  })

  it('ends with the session at the next heartbeat', async () => {
    const { now, heard, onEnd, soon } = setup()
    await soon(20_000)
    now.stays = false
    await soon(20_000)
    expect(heard.text).toBe(`${changed('one').repeat(2)}event: over\ndata: session\n\n`)
    expect(heard.ended).toBe(true)
    expect(onEnd).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends when there is nothing left to show', async () => {
    const { stream, now, heard, onEnd, soon } = setup()
    await soon()
    now.version = null
    stream.wake()
    await soon()
    expect(heard.text).toContain('event: over\ndata: gone\n\n')
    expect(onEnd).toHaveBeenCalledOnce()
  })

  it('ends silently when the database does not answer', async () => {
    const failing = setup({ version: async () => await Promise.reject(new Error('no database')) })
    await failing.soon()
    expect(failing.heard).toEqual({ text: '', ended: true })
    const later = setup({ mayStay: async () => await Promise.reject(new Error('no database')) })
    await later.soon(20_000)
    expect(later.heard).toEqual({ text: changed('one'), ended: true })
    expect([failing, later].map(({ onEnd }) => onEnd.mock.calls.length)).toEqual([1, 1])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('releases its watcher when the client disconnects, by either signal', async () => {
    const aborted = setup()
    await aborted.soon()
    aborted.client.abort()
    const cancelled = setup()
    await cancelled.soon()
    await cancelled.reader.cancel()
    for (const { onEnd, stream, version, soon } of [aborted, cancelled]) {
      expect(onEnd).toHaveBeenCalledOnce()
      const asked = version.mock.calls.length
      stream.wake()
      await soon(600_000)
      expect(version.mock.calls.length).toBe(asked)
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends before it begins for a client that has disconnected', async () => {
    const client = new AbortController()
    client.abort()
    const { onEnd, version, soon } = setup({ signal: client.signal })
    await soon()
    expect(onEnd).toHaveBeenCalledOnce()
    expect(version).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
