import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { signOrder, verifyCall } from '#lib/carrier/index.ts'
import { carrierKeys } from '#lib/carrier/testing.ts'
import { carrierWebhook } from './carrier-webhook.ts'

const body = JSON.stringify({ type: 'shipment.accepted', data: { name: 'سارا' } })
const request = () => ({ headers: signOrder(carrierKeys, 'order-1', new Date(), body), body })
const now = () => new Date('2026-11-22T09:00:00Z')

let server: Server | undefined

afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => (server?.listening ? server.close(resolve) : resolve(null)))
  server = undefined
})

type Received = { path: string | undefined; method: string | undefined; headers: Headers; body: string }

async function carrierAgainst(answer: (response: ServerResponse) => void, timeoutMs = 15_000) {
  const received: Received[] = []
  const listening = createServer((incoming, response) => {
    let text = ''
    incoming.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    incoming.on('end', () => {
      const headers = new Headers(incoming.headers as Record<string, string>)
      received.push({ path: incoming.url, method: incoming.method, headers, body: text })
      answer(response)
    })
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/hook/?of=peyk`
  return { send: carrierWebhook({ url, fetch, now, timeoutMs }), received }
}

const answers =
  (code: number, type: string, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, { ...headers, 'content-type': type }).end(body)

const cutOff = (response: ServerResponse) => {
  response.writeHead(200, { 'content-length': '100' }).write('{', () => response.destroy())
}

const status =
  (code: number, headers: Record<string, string | string[]> = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('{}')

const retry = (reason: string, retryAfterSeconds: number | null = null) => ({
  kind: 'retry',
  retryAfterSeconds,
  reason,
})

describe("the carrier's system over HTTP", () => {
  it('receives the order unchanged, in a form that it can verify', async () => {
    const { send, received } = await carrierAgainst(status(204))
    expect(await send(request())).toEqual({ kind: 'delivered' })
    const [one, ...others] = received
    expect(others).toEqual([])
    expect(one).toMatchObject({ method: 'POST', path: '/hook/?of=peyk', body })
    expect(one?.headers.get('content-type')).toBe('application/json')
    for (const key of carrierKeys) {
      expect(verifyCall([key], one?.headers ?? new Headers(), one?.body ?? '', new Date())).toMatchObject({
        ok: true,
        id: 'order-1',
      })
    }
  })

  it.each([
    ['200', status(200), { kind: 'delivered' }],
    ['202', status(202), { kind: 'delivered' }],
    ['410', status(410), { kind: 'gone' }],
    ['300', status(300), retry('http_300')],
    ['400', status(400), retry('http_400')],
    ['404', status(404), retry('http_404')],
    ['500', status(500), retry('http_500')],
    ['429 with seconds', status(429, { 'retry-after': '120' }), retry('http_429', 120)],
    ['503 with a date', status(503, { 'retry-after': 'Sun, 22 Nov 2026 09:10:00 GMT' }), retry('http_503', 600)],
    ['503 with a date gone by', status(503, { 'retry-after': 'Sun, 22 Nov 2020 09:10:00 GMT' }), retry('http_503', 0)],
    ['503 with nonsense', status(503, { 'retry-after': 'soon' }), retry('http_503')],
    ['429 with a part of a second', status(429, { 'retry-after': '1.5' }), retry('http_429', 2)],
    ['429 with spaces', status(429, { 'retry-after': ' 120 ' }), retry('http_429', 120)],
    [
      '429 with a date of old',
      status(429, { 'retry-after': 'Sunday, 22-Nov-26 09:10:00 GMT' }),
      retry('http_429', 600),
    ],
    ['429 with less than nothing', status(429, { 'retry-after': '-5' }), retry('http_429')],
    ['429 with more than a clock holds', status(429, { 'retry-after': '9'.repeat(30) }), retry('http_429')],
    ['429 twice', status(429, { 'retry-after': ['60', '60'] }), retry('http_429')],
    ['201 with a body of its own', answers(201, 'text/html', '<p>thanks'), { kind: 'delivered' }],
    ['200 with a body that is cut off', cutOff, { kind: 'delivered' }],
    [
      '200 packed wrongly',
      answers(200, 'application/json', 'x', { 'content-encoding': 'gzip' }),
      { kind: 'delivered' },
    ],
    ['302 to another host', status(302, { location: 'https://carrier.invalid/' }), retry('http_302')],
    ['308', status(308, { location: '/elsewhere' }), retry('http_308')],
    ['304', status(304), retry('http_304')],
    ['422', status(422), retry('http_422')],
    ['409', status(409), retry('http_409')],
    ['408', status(408), retry('http_408')],
    ['301', status(301, { location: '/elsewhere' }), retry('http_301')],
    ['307', status(307, { location: '/elsewhere' }), retry('http_307')],
    ['a dropped connection', (response: ServerResponse) => response.destroy(), retry('network_UND_ERR_SOCKET')],
  ] as const)('maps the answer %s to its outcome after one call', async (_, answer, outcome) => {
    const { send, received } = await carrierAgainst(answer)
    expect(await send(request())).toEqual(outcome)
    expect(received).toHaveLength(1)
  })

  const caused = (cause: unknown) => new TypeError('fetch failed', { cause })
  const coded = (code: unknown) => Object.assign(new Error('of https://carrier.example'), { code })

  it.each([
    ['a code', caused(coded('ECONNRESET')), 'ECONNRESET'],
    [
      'a code of one of several addresses',
      caused(new AggregateError([coded(undefined), coded('EHOSTUNREACH')])),
      'EHOSTUNREACH',
    ],
    ['no cause', new TypeError('fetch failed'), 'unknown'],
    ['a cause without a code', caused(undefined), 'unknown'],
    ['a code with an address behind it', caused(coded('E_AT https://carrier.example')), 'unknown'],
    ['a code with an address before it', caused(coded('https://carrier.example/E_AT')), 'unknown'],
    ['a number', caused(coded(17)), 'unknown'],
    ['no error at all', 'https://carrier.example', 'unknown'],
  ])('logs of a failed request only its error code: %s', async (_, error, code) => {
    const send = carrierWebhook({ url: 'https://carrier.example', fetch: async () => await Promise.reject(error), now })
    expect(await send(request())).toEqual(retry(`network_${code}`))
  })

  it('times out without an answer', async () => {
    const { send } = await carrierAgainst(() => undefined, 100)
    expect(await send(request())).toEqual(retry('network_timeout'))
  })

  it('does not wait for an endless answer body', async () => {
    const { send } = await carrierAgainst((response) => void response.writeHead(200).write('{'))
    expect(await send(request())).toEqual({ kind: 'delivered' })
  })

  it('reports a refused connection and an unknown host name', async () => {
    const { send } = await carrierAgainst(status(200))
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
    expect(await send(request())).toEqual(retry('network_ECONNREFUSED'))
    const nowhere = carrierWebhook({ url: 'https://carrier.invalid/hook', fetch, now })
    expect(await nowhere(request())).toMatchObject({ kind: 'retry', reason: expect.stringMatching(/^network_E/) })
  })
})
