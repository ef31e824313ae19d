import { connect } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from '../../support/fixtures.ts'
import { flood } from '../../support/flood.ts'
import { test as testOnOwnDatabase } from '../../support/own-database.ts'
import { type RawRequest, rawRequest, sendRaw } from '../../support/raw.ts'

test.describe.configure({ timeout: 240_000 })

/** Stands in every body, and must stand in no line of the log. */
const canary = 'zafaranCanary'

const paths = [
  '/',
  '/price',
  '/launch/x',
  '/s/x',
  '/s/x/parcel',
  '/s/x/shipment/x',
  '/s/x/shipment/x/state',
  '/assistant',
  '/problem/x',
  '/no-such-page',
  '/_next/static/x.js',
  '/_next/image',
  '/fonts/x',
  '/icon.svg',
  '/api/health',
  '/api/places',
  '/api/auth/callback/divar',
  '/api/carrier/shipments/x/status',
  '/api/carrier/shipments/x/proof',
  '/api/divar/launch',
  '/api/no-such-route',
]

const badEncodings = ['%E0%A4%A', '%', '%zz', '%ff', '%00', '%ED%A0%80', '%2e%2e%2f', '%5c', '..%c0%af', '%u0041']

const addresses: RawRequest[] = paths.flatMap((path) => [
  ...badEncodings.map((bad) => ({ path: `${path}/${bad}` })),
  { path: path.replace('x', '%E0%A4%A') },
  { path: `${path}?q=%E0%A4%A&post=%ff&post=%00` },
  { method: 'POST', path: path.replace('x', '%E0%A4%A'), body: canary },
])

const methods: RawRequest[] = [
  'TRACE',
  'OPTIONS',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'PROPFIND',
  'SEARCH',
  'QUERY',
].flatMap((method) => paths.map((path) => ({ method, path })))

const form = (boundary: string, rest = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; name="size"\r\n\r\n${canary}${rest}`

const types: [type: string, body: string][] = [
  ['multipart/form-data', form('b', '\r\n--b--\r\n')],
  ['multipart/form-data; boundary=', form('b', '\r\n--b--\r\n')],
  ['multipart/form-data; boundary=b', form('b')],
  ['multipart/form-data; boundary=b', canary],
  ['multipart/form-data; boundary=b', ''],
  ['multipart/form-data; boundary=b', `--b\r\n${canary}\r\n\r\n--b--`],
  ['multipart/form-data; boundary=b', `--b\r\nContent-Disposition: form-data\r\n\r\n${canary}\r\n--b--\r\n`],
  ['multipart/form-data; boundary="b', form('b', '\r\n--b--\r\n')],
  ['multipart/mixed; boundary=b', form('b', '\r\n--b--\r\n')],
  ['multipart/form-data; boundary=b; charset=nonsense', form('b', '\r\n--b--\r\n')],
  ['application/x-www-form-urlencoded', `size=%E0%A4%A&${canary}=%`],
  ['text/plain;charset=UTF-8', `["${canary}`],
  ['text/plain', `{"${canary}":`],
  ['application/json', `{"${canary}`],
  ['', canary],
  ['application/octet-stream', canary],
  ['image/svg+xml', canary],
]

const actionHeaders: Record<string, string>[] = [
  {},
  { 'next-action': '0'.repeat(42) },
  { 'next-action': canary },
  { 'next-action': '' },
  { rsc: '1', 'next-router-state-tree': `%5B${canary}` },
  { rsc: '1', 'next-router-state-tree': '%5B1%2C%7B%7D%5D' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': `/${canary}%E0`, 'next-url': '/%zz' },
  { 'x-action-redirect': '/', 'next-router-prefetch': '1' },
]

const bodies: RawRequest[] = types.flatMap(([type, body]) =>
  actionHeaders.flatMap((headers) =>
    ['/', '/s/x/parcel', '/assistant/x', '/no-such-page'].map((path) => ({
      method: 'POST',
      path,
      headers: { ...(type === '' ? {} : { 'content-type': type }), ...headers },
      body,
    })),
  ),
)

const crooked = (host: string): string[] => [
  `OPTIONS * HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET * HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET ${'/a'.repeat(4000)} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET http://evil.example/price HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET http:// HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET //evil.example/price HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET /\\evil.example HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: ${host}\r\ncookie: peyk.session=${canary}; a=%E0%A4%A\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: evil.example:99999\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.0\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: ${host}\r\nrange: bytes=9-1\r\nif-none-match: ${canary}\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: ${host}\r\nx-forwarded-host: %%%\r\nx-forwarded-proto: ,,\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: ${canary}\r\naccept: */*;q=x\r\nconnection: close\r\n\r\n`,
  `GET /price HTTP/1.1\r\nhost: ${host}\r\nupgrade: websocket\r\nconnection: upgrade, close\r\n\r\n`,
  `POST / HTTP/1.1\r\nhost: ${host}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\nzz\r\n${canary}`,
  `POST / HTTP/1.1\r\nhost: ${host}\r\nexpect: 100-continue\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabc`,
]

/** The same headers with pages that are only asked for. */
const navigations: RawRequest[] = actionHeaders.flatMap((headers) => paths.map((path) => ({ path, headers })))

testOnOwnDatabase(
  'no raw request is answered by a bare 500, and the log stays JSON without request data',
  async ({ stack, app: _ }) => {
    const { appUrl } = stack
    const sent = [...addresses, ...methods, ...bodies, ...navigations].map((one) => ({
      name: `${one.method ?? 'GET'} ${one.path} ${JSON.stringify(one.headers ?? {})}`,
      raw: rawRequest(appUrl, one),
    }))
    for (const raw of crooked(new URL(appUrl).host)) sent.push({ name: raw.slice(0, 120), raw })
    const bare = await flood(sent.length, async (index) => {
      const { name, raw } = sent[index] ?? { name: '', raw: '' }
      const { status, head, body } = await sendRaw(appUrl, raw)
      return status >= 500 || body.includes('Internal Server Error') ? `${status} ${name}\n${head}\n${body}` : null
    })
    expect(bare.filter(Boolean)).toEqual([])

    const own = stack.app
      .logs()
      .split('\n')
      .map(stripVTControlCharacters)
      .filter((line) => line !== '' && !greeting.test(line))
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter((line) => !isJson(line))).toEqual([])
    expect(own.filter((line) => line.includes(canary) || line.includes('multipart'))).toEqual([])
    // It still answers.
    expect((await fetch(`${appUrl}/api/health`)).status).toBe(200)
  },
)

test("a malformed address shows the app's own screen to people and a reason to machines", async ({ stack, page }) => {
  await page.goto(`${stack.appUrl}/s/%E0%A4%A/parcel`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('این لینک درست نیست')
  for (const path of ['/api/auth/%E0%A4%A', '/api/carrier/shipments/%E0%A4%A/status']) {
    for (const method of ['GET', 'POST']) {
      const { status, body } = await sendRaw(stack.appUrl, rawRequest(stack.appUrl, { method, path }))
      expect([method, path, status]).toEqual([method, path, 400])
      expect(JSON.parse(body)).toEqual({ reason: 'this address does not exist' })
    }
  }
})

test('an unreadable or overlong form gets a page in Persian with the matching status', async ({ stack }) => {
  const { appUrl } = stack
  const post = async (headers: Record<string, string>, body: string) =>
    await sendRaw(appUrl, rawRequest(appUrl, { method: 'POST', path: '/s/x/parcel', headers, body }))
  const broken = await post({ 'content-type': 'multipart/form-data; boundary=b' }, form('b'))
  expect(broken.status).toBe(400)
  expect(broken.body).toContain('اطلاعات فرستاده‌شده درست نیست')
  const long = await post({ 'content-type': 'text/plain' }, 'a'.repeat(70_000))
  expect(long.status).toBe(413)
  expect(long.body).toContain('نوشته‌ها بیشتر از اندازه است')
  expect(long.head.toLowerCase()).toContain("content-security-policy: default-src 'none'")
})

for (const framing of ['content-length: 100000000', 'transfer-encoding: chunked']) {
  test(`a page reads little of a hundred-megabyte body sent with ${framing.split(':')[0]}`, async ({ stack }) => {
    const { hostname, port, host } = new URL(stack.appUrl)
    const head = `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: text/plain\r\n${framing}\r\n\r\n`
    const part = 'a'.repeat(64 * 1024)
    const chunk = framing.startsWith('transfer') ? `${part.length.toString(16)}\r\n${part}\r\n` : part
    let answer = ''
    let taken = 0
    const socket = connect({ host: hostname, port: Number(port) })
    socket.on('data', (data) => {
      answer += data.toString('utf8')
    })
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.on('error', () => undefined)
    socket.write(head)
    for (let sent = 0; sent < 1_500 && !socket.destroyed; sent += 1) {
      const isFlushed = await new Promise<boolean>((resolve) => {
        const end = () => resolve(false)
        socket.once('close', end)
        socket.write(chunk, (error) => {
          socket.off('close', end)
          resolve(!error)
        })
      })
      if (!isFlushed) break
      taken += part.length
    }
    await closed
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 413 Payload Too Large')
    // What the two kernels keep between them, ten megabytes and more where the app is slow, is not taken by it.
    expect(taken).toBeLessThan(50_000_000)
  })
}

/** What the framework prints at start, before the app's own code runs. */
const greeting =
  /^(?:▲ Next\.js [\d.]+|- (?:Local|Network): +http\S+|✓ (?:Ready in|Running next\.config\.mjs took) [\d.]+m?s)$/

const isJson = (line: string): boolean => {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}
