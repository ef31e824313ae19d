import { createServer, Server as HttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { DivarApiError, DivarConnectionError, DivarResponseError } from './errors.ts'
import { callForDone, callForJson, callForStatus, type DivarCall, type EndedCall } from './http.ts'

const secret = 'ory_at_secret'
const clock = () => new Date('2026-11-22T09:00:00Z')
const config = { fetch, clock, apiKey: 'key-1' }
const open: Server[] = []

afterEach(() => {
  for (const server of open.splice(0)) {
    if (server instanceof HttpServer) server.closeAllConnections()
    server.close()
  }
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => {
    server.once('listening', done)
    server.listen(0, '127.0.0.1')
  })
  open.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const serve = (listener: RequestListener) => listen(createServer(listener))

const call = (url: string, more: Partial<DivarCall> = {}): DivarCall => ({
  operation: 'get_post',
  method: 'POST',
  url,
  timeoutMs: 10_000,
  withApiKey: true,
  bearer: secret,
  json: { phone: '09120000000' },
  ...more,
})

const kinds = [DivarApiError, DivarConnectionError, DivarResponseError]

function isOurs(error: unknown): error is DivarApiError | DivarConnectionError | DivarResponseError {
  return kinds.some((kind) => error instanceof kind)
}

async function failureOf(run: Promise<unknown>): Promise<DivarApiError | DivarConnectionError | DivarResponseError> {
  const error = await run.then(
    () => new Error('it did not fail'),
    (cause: unknown) => cause,
  )
  if (!isOurs(error)) throw error
  expect(JSON.stringify([error.message, error.details, error])).not.toMatch(/ory_at|0912|key-1/)
  return error
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  serve((_, response) => response.writeHead(status, headers).end(body))

describe('an HTTP call', () => {
  it('sends key, bearer and JSON and returns the parsed answer', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      const { method, headers } = request
      let body = ''
      for await (const chunk of request) body += String(chunk)
      seen.push(method, headers['x-api-key'], headers.authorization, headers['content-type'], body)
      response.end('{"ok":1}')
    })
    expect(await callForJson(config, call(url))).toEqual({ ok: 1 })
    expect(seen).toEqual(['POST', 'key-1', `Bearer ${secret}`, 'application/json', '{"phone":"09120000000"}'])
  })

  it('sends a form without the key when asked to', async () => {
    const seen: unknown[] = []
    const url = await serve(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      seen.push(request.headers['x-api-key'], request.headers['content-type'], body)
      response.end('{}')
    })
    const { json, bearer, ...bare } = call(url, { withApiKey: false, form: { a: 'x y', b: '&+/=' } })
    await callForJson(config, bare)
    expect(seen).toEqual([undefined, 'application/x-www-form-urlencoded', 'a=x+y&b=%26%2B%2F%3D'])
    expect([json, bearer]).toEqual([{ phone: '09120000000' }, secret])
  })

  it('sends a file as the single part of a multipart body under its name', async () => {
    const seen: { type: string; body: Buffer }[] = []
    const url = await serve(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      seen.push({ type: request.headers['content-type'] ?? '', body: Buffer.concat(chunks) })
      response.end('{}')
    })
    const { json: _, ...bare } = call(url)
    await callForJson(config, { ...bare, file: { name: 'a.png', kind: 'image/png', bytes: Buffer.from([0, 255, 13]) } })
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(seen[0]?.type ?? '')?.[1]
    const head = 'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
    expect(seen[0]?.body.toString('latin1').trimEnd()).toBe(`--${boundary}\r\n${head}\0\xff\r\r\n--${boundary}--`)
  })

  it.each([
    ['JSON', '{"ok":1}', { ok: 1 }],
    ['garbage', 'garbage', null],
    ['an empty body', '', null],
  ])('by callForDone returns what it can parse of a 2xx: %s', async (_, body, answer) => {
    expect(await callForDone(config, call(await answering(200, body)))).toEqual(answer)
  })

  it('by callForDone succeeds when the connection breaks within a 2xx answer', async () => {
    const url = await serve((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': '100' }).write('{', () => request.socket.end())
      })
    })
    expect(await callForDone(config, call(url))).toBeNull()
  })

  it('by callForDone throws like the others without a 2xx', async () => {
    expect(await failureOf(callForDone(config, call(await answering(412, '{"code":9}'))))).toMatchObject({
      grpcCode: 9,
    })
    const silent = await serve((request) => request.socket.end())
    expect(await failureOf(callForDone(config, call(silent)))).toMatchObject({ certainlyNotSent: false })
  })

  it.each([200, 201, 204])('by callForStatus accepts %i with any body', async (status) => {
    await expect(
      callForStatus(config, call(await answering(status, status === 204 ? '' : 'garbage'))),
    ).resolves.toBeUndefined()
  })

  it('by callForStatus does not wait for an endless body', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('{'))
    await expect(callForStatus(config, call(url))).resolves.toBeUndefined()
  })
})

describe('a DivarApiError', () => {
  it('has status, gRPC code and Divar’s message, the latter not in its own message', async () => {
    const body = '{"code":9,"message":"message delivery failed due to recipient\'s restriction","details":[]}'
    const error = await failureOf(callForStatus(config, call(await answering(412, body))))
    expect(error).toBeInstanceOf(DivarApiError)
    expect(error).toMatchObject({ code: 'divar_refused', httpStatus: 412, grpcCode: 9, retryable: false, limit: null })
    expect((error as DivarApiError).divarMessage).toContain('restriction')
    expect(JSON.stringify(error)).not.toContain('restriction')
  })

  it.each([
    ['17', 17],
    ['0', 0],
    ['Sun, 22 Nov 2026 09:00:30 GMT', 30],
    ['Sun, 22 Nov 2026 08:00:00 GMT', 0],
    ['999999', 86_400],
    ['soon', null],
  ])('for 429 with Retry-After %s has the seconds to wait', async (header, seconds) => {
    const url = await answering(429, '{"code":8,"message":"daily quota exceeded"}', { 'retry-after': header })
    const error = await failureOf(callForStatus(config, call(url)))
    expect(error).toMatchObject({ httpStatus: 429, limit: 'quota', retryable: true, retryAfterSeconds: seconds })
  })

  it.each([
    ['{"code":8,"message":"per minute limit exceeded"}', 'minute'],
    ['{"code":8,"message":"slow down"}', null],
    ['too many requests', null],
  ])('for 429 with the body %s has the exceeded limit', async (body, limit) => {
    expect(await failureOf(callForStatus(config, call(await answering(429, body))))).toMatchObject({ limit })
  })

  it.each([400, 401, 403, 404, 500, 502, 503])('is thrown for %i with an unreadable body', async (status) => {
    const error = await failureOf(callForJson(config, call(await answering(status, '<html>'))))
    expect(error).toMatchObject({
      code: 'divar_refused',
      httpStatus: status,
      grpcCode: null,
      retryable: status === 503,
    })
  })

  it.each([
    ['a0c9-4f.1:b', 'a0c9-4f.1:b'],
    ['two words', null],
    ['x'.repeat(129), null],
  ])('with the header x-request-id %s has the request id %s', async (header, requestId) => {
    const url = await answering(500, '', { 'x-request-id': header })
    expect(await failureOf(callForJson(config, call(url)))).toMatchObject({ requestId, details: { requestId } })
  })

  it('has the OAuth error', async () => {
    const url = await answering(400, '{"error":"invalid_grant","error_description":"ory_at_x"}')
    expect(await failureOf(callForJson(config, call(url)))).toMatchObject({ oauthError: 'invalid_grant' })
  })

  it('has its status when the connection breaks within its body', async () => {
    const url = await serve((request, response) => {
      response.writeHead(412, { 'content-length': '100' }).write('{')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(await failureOf(callForJson(config, call(url)))).toMatchObject({ code: 'divar_refused', httpStatus: 412 })
  })

  it('is thrown for a redirect, which is not followed because it would carry the key along', async () => {
    let visits = 0
    const other = await serve((_, response) => {
      visits += 1
      response.end('{}')
    })
    const error = await failureOf(callForJson(config, call(await answering(307, '', { location: other }))))
    expect(error).toMatchObject({ code: 'divar_refused', httpStatus: 307 })
    expect(visits).toBe(0)
  })
})

describe('an unusable answer', () => {
  it.each(['garbage', '', '{"a":'])('throws for a body of another shape: %j', async (body) => {
    expect(await failureOf(callForJson(config, call(await answering(200, body))))).toBeInstanceOf(DivarResponseError)
  })

  it('is cut off at 2 MB when endless', async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    })
    expect(await failureOf(callForJson(config, call(url)))).toMatchObject({ code: 'divar_malformed' })
  })
})

describe('a call without an answer', () => {
  it('was certainly not sent when the port is closed', async () => {
    const server = createTcpServer()
    const url = await listen(server)
    await new Promise((done) => server.close(done))
    const error = await failureOf(callForJson(config, call(url)))
    expect(error).toMatchObject({
      code: 'divar_unavailable',
      certainlyNotSent: true,
      reason: 'ECONNREFUSED',
      retryable: true,
    })
  })

  it('was certainly not sent when the port is closed on every address of the host', async () => {
    const server = createTcpServer()
    const url = await listen(server)
    await new Promise((done) => server.close(done))
    const error = await failureOf(callForJson(config, call(url.replace('127.0.0.1', 'localhost'))))
    expect(error).toMatchObject({ certainlyNotSent: true, reason: 'ECONNREFUSED' })
  })

  it('was certainly not sent when the host name is not found', async () => {
    // A label of 64 letters is refused by the resolver itself, without asking a network.
    const error = await failureOf(callForJson(config, call(`http://${'a'.repeat(64)}.invalid/`)))
    expect(error).toMatchObject({ code: 'divar_unavailable', certainlyNotSent: true })
  })

  it('was certainly not sent when the server does not speak TLS', async () => {
    const url = await answering(200, '{}')
    const error = await failureOf(callForJson(config, call(url.replace('http:', 'https:'))))
    expect(error).toMatchObject({ code: 'divar_unavailable', certainlyNotSent: true })
  })

  it('was possibly sent when it times out', async () => {
    const url = await serve(() => undefined)
    const error = await failureOf(callForStatus(config, call(url, { timeoutMs: 100 })))
    expect(error).toMatchObject({
      code: 'divar_unavailable',
      certainlyNotSent: false,
      reason: 'timeout',
      retryable: false,
    })
  })

  it('was possibly sent when the connection is reset', async () => {
    const url = await serve((request) => request.socket.resetAndDestroy())
    expect(await failureOf(callForStatus(config, call(url)))).toMatchObject({ certainlyNotSent: false })
  })

  it('was possibly sent when the connection is closed without an answer', async () => {
    const url = await serve((request) => request.socket.end())
    expect(await failureOf(callForStatus(config, call(url)))).toMatchObject({ certainlyNotSent: false })
  })

  it('was sent when the body of the answer never ends', async () => {
    const url = await serve((_, response) => void response.writeHead(200).write('{'))
    const error = await failureOf(callForJson(config, call(url, { timeoutMs: 200 })))
    expect(error).toMatchObject({ code: 'divar_unavailable', certainlyNotSent: false, reason: 'timeout' })
  })

  it('was sent when the connection breaks within the answer', async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setTimeout(() => request.socket.destroy(), 20)
    })
    expect(await failureOf(callForJson(config, call(url)))).toMatchObject({ certainlyNotSent: false })
  })
})

describe('an aborted call', () => {
  it('was certainly not sent when aborted before it began', async () => {
    let visits = 0
    const url = await serve((_, response) => {
      visits += 1
      response.end('{}')
    })
    const error = await failureOf(callForStatus(config, call(url, { signal: AbortSignal.abort() })))
    expect(error).toMatchObject({ code: 'divar_unavailable', certainlyNotSent: true, reason: 'aborted' })
    expect(visits).toBe(0)
  })

  const refusedElsewhere = Object.assign(new Error('other call'), { code: 'ECONNREFUSED', syscall: 'connect' })

  it.each([
    ['for no reason', undefined],
    ['because another connection was refused', new TypeError('fetch failed', { cause: refusedElsewhere })],
    ['because its own time was up', new DOMException('late', 'TimeoutError')],
  ])('was possibly sent when aborted on its way, %s', async (_, reason) => {
    const ending = new AbortController()
    const url = await serve(() => ending.abort(reason))
    const error = await failureOf(callForStatus(config, call(url, { signal: ending.signal })))
    expect(error).toMatchObject({ certainlyNotSent: false, retryable: false, reason: 'aborted' })
  })

  it('was sent when aborted within the answer', async () => {
    const ending = new AbortController()
    const url = await serve((_, response) => {
      response.writeHead(200).write('{')
      setTimeout(() => ending.abort(refusedElsewhere), 20)
    })
    const error = await failureOf(callForJson(config, call(url, { signal: ending.signal })))
    expect(error).toMatchObject({ certainlyNotSent: false, reason: 'aborted' })
  })

  it('still obeys its own time-out', async () => {
    const url = await serve(() => undefined)
    const { signal } = new AbortController()
    const error = await failureOf(callForStatus(config, call(url, { signal, timeoutMs: 100 })))
    expect(error).toMatchObject({ certainlyNotSent: false, reason: 'timeout' })
  })
})

describe('the observer of calls', () => {
  async function watch(run: (watched: typeof config & { onCall(call: EndedCall): void }) => Promise<unknown>) {
    const ended: EndedCall[] = []
    await run({ ...config, onCall: (one) => void ended.push(one) }).catch((error: unknown) => {
      if (!isOurs(error)) throw error
    })
    return ended
  }

  it.each([
    ['an answer', 200, '{"phone":"09120000000"}', { outcome: 'answered', httpStatus: 200 }],
    ['a refusal', 412, '{"code":9}', { outcome: 'refused', httpStatus: 412 }],
    ['nonsense', 200, 'ory_at_x', { outcome: 'malformed', httpStatus: 200 }],
  ])('is called once for %s, without content', async (_name, status, body, told) => {
    const url = await answering(status, body)
    const ended = await watch((watched) => callForJson(watched, call(`${url}/conversations/c-1`)))
    expect(ended).toEqual([{ operation: 'get_post', ...told, seconds: expect.any(Number) }])
  })

  it('is called once for a call without an answer and for a broken answer', async () => {
    const silent = await serve(() => undefined)
    const hung = await watch((watched) => callForStatus(watched, call(silent, { timeoutMs: 100 })))
    expect(hung).toMatchObject([{ operation: 'get_post', outcome: 'unavailable', httpStatus: null }])
    const half = await serve((_, response) => void response.writeHead(200).write('{'))
    const broken = await watch((watched) => callForJson(watched, call(half, { timeoutMs: 200 })))
    expect(broken).toMatchObject([{ outcome: 'unavailable', httpStatus: 200 }])
  })
})
