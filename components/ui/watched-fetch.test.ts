import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watched } from './watched-fetch.ts'

const action = { method: 'POST', headers: { 'next-action': '70aa' } }
const redraw = { headers: { rsc: '1' } }
const rsc = (body: string, own: ResponseInit = {}) =>
  new Response(body, { ...own, headers: { 'content-type': 'text/x-component', ...own.headers } })
const never = (_: unknown, init?: RequestInit) =>
  new Promise<Response>((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
  )
/** Its body breaks off half-way. */
const torn = () =>
  new Response(
    new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode('0:'))
        controller.error(new TypeError('network error'))
      },
    }),
    { headers: { 'content-type': 'text/x-component' } },
  )

const browser = new EventTarget()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser))
})
afterEach(() => vi.useRealTimers())

describe('a submitted form', () => {
  const send = async (answer: () => Response | Promise<Response>) =>
    await watched(async () => await answer())('/', action)

  it('passes on an answer that the router can read', async () => {
    expect(await (await send(() => rsc('0:{}'))).text()).toBe('0:{}')
    const leads = new Response(null, { status: 303, headers: { 'x-action-redirect': '/s/1;push' } })
    expect((await send(() => leads)).headers.get('x-action-redirect')).toBe('/s/1;push')
  })

  it.each([
    ['renewed', () => new Response('no', { status: 409, headers: { 'x-nextjs-action-not-found': '1' } })],
    ['renewed', () => new Response('no', { status: 409 })],
    ['renewed', () => new Response('no', { status: 400, headers: { 'x-nextjs-action-not-found': '1' } })],
    ['refused', () => new Response('no', { status: 400 })],
    ['refused', () => new Response('no', { status: 404 })],
    ['refused', () => new Response('<html>')],
    ['refused', () => Object.defineProperty(rsc('0:{}'), 'redirected', { value: true })],
    ['tooLarge', () => new Response('no', { status: 413 })],
    ['busy', () => new Response('no', { status: 429 })],
    ['fault', () => new Response('no', { status: 500 })],
    ['fault', () => new Response('no', { status: 502 })],
    ['lost', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['lost', torn],
  ] as const)('is rejected with the reason %s', async (why, answer) => {
    await expect(send(answer)).rejects.toMatchObject({ why })
  })

  it('is abandoned after the time limit', async () => {
    const sent = expect(watched(never)('/', action)).rejects.toMatchObject({ why: 'late' })
    await vi.advanceTimersByTimeAsync(25_000)
    await sent
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe("a page's redraw request", () => {
  const answers = (...given: (() => Response | Promise<Response>)[]) => {
    const plain = vi.fn(async () => await (given.shift() ?? (() => rsc('0:{}')))())
    return { plain, drawn: watched(plain)('/s/1?_rsc=x', redraw) }
  }

  it('is repeated until a complete answer arrives', async () => {
    const gone = () => Promise.reject(new TypeError('Failed to fetch'))
    const { plain, drawn } = answers(gone, torn, () => new Response('bad gateway', { status: 502 }))
    await vi.advanceTimersByTimeAsync(4_000)
    expect(await (await drawn).text()).toBe('0:{}')
    expect(plain).toHaveBeenCalledTimes(4)
  })

  it('is repeated at once when the network returns', async () => {
    const gone = () => Promise.reject(new TypeError('Failed to fetch'))
    const { plain, drawn } = answers(gone, gone, gone, gone, gone, gone)
    await vi.advanceTimersByTimeAsync(16_000)
    expect(plain).toHaveBeenCalledTimes(6)
    browser.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(0)
    expect(plain).toHaveBeenCalledTimes(7)
    browser.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(16_000)
    await drawn
  })

  it('is repeated when a connection is dead without being closed', async () => {
    let asked = 0
    const drawn = watched(async (...given) => (++asked === 1 ? await never(...given) : rsc('0:{}')))('/', redraw)
    await vi.advanceTimersByTimeAsync(21_000)
    expect((await drawn).status).toBe(200)
  })

  it('keeps the final address and leaves answers that are no failures to the router', async () => {
    const other = Object.defineProperty(new Response('<html>'), 'url', { value: 'http://localhost/problem/x' })
    const { drawn } = answers(() => other)
    expect((await drawn).url).toBe('http://localhost/problem/x')
  })

  it('is abandoned when the router aborts it', async () => {
    const stop = new AbortController()
    const drawn = watched(never)('/', { ...redraw, signal: stop.signal })
    const given = expect(drawn).rejects.toThrow()
    stop.abort()
    await given
  })
})

it("a request that is neither a form nor a redraw goes to the browser's own fetch", async () => {
  const plain = vi.fn(async () => new Response('no', { status: 500 }))
  expect((await watched(plain)('/api/places')).status).toBe(500)
  expect(plain).toHaveBeenCalledWith('/api/places', undefined)
})

it('what a form says of a lost answer stays when the page is drawn again without the sentences', async () => {
  vi.resetModules()
  const { sentenceOf, watchFetch } = await import('./watched-fetch.ts')
  const brought = { meta: { content: JSON.stringify({ late: 'پاسخ دیر کرد.' }) } as { content: string } | null }
  vi.stubGlobal('window', { fetch: never })
  vi.stubGlobal('document', { querySelector: () => brought.meta })
  watchFetch()
  brought.meta = null
  watchFetch()
  expect(sentenceOf('late')).toBe('پاسخ دیر کرد.')
  expect(sentenceOf('lost')).toBe('پاسخی نرسید. دوباره بزنید.')
  vi.unstubAllGlobals()
})
