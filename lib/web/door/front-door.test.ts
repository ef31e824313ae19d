import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createLog } from '#lib/kernel/log.ts'
import { standBefore } from './front-door.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A server that answers as `inside` does, and everything it was let hear. */
async function house(inside?: (request: IncomingMessage, response: ServerResponse) => void) {
  const heard: string[] = []
  const lines: string[] = []
  const server = createServer((request, response) => {
    const chunks: Uint8Array[] = []
    request.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    request.on('end', () => {
      heard.push(`${request.method} ${request.url} ${Buffer.concat(chunks).toString('utf8')}`)
      if (inside) inside(request, response)
      else response.end('inside')
    })
  })
  servers.push(server)
  standBefore(server, createLog({ destination: { write: (line) => void lines.push(line) } }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const raw = async (...parts: (string | Uint8Array)[]) =>
    await new Promise<string>((resolve) => {
      const got: Uint8Array[] = []
      const socket = connect({ host: '127.0.0.1', port }, () => {
        for (const part of parts) socket.write(part)
      })
      socket.on('data', (chunk) => got.push(chunk))
      socket.on('error', () => undefined)
      socket.once('close', () => resolve(Buffer.concat(got).toString('utf8')))
    })
  return { server, url, raw, heard, lines }
}

const head = (method: string, path: string, ...more: string[]) =>
  `${[`${method} ${path} HTTP/1.1`, 'host: x', 'connection: close', ...more].join('\r\n')}\r\n\r\n`

const form = (fields: Record<string, string>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  return body
}

describe('the front door', () => {
  it('passes complete forms on, in one part or many, and leaves bodies for machines unread', async () => {
    const { url, raw, heard } = await house()
    expect((await fetch(`${url}/s/x`, { method: 'POST', body: form({ size: 'small' }) })).status).toBe(200)
    expect(heard.pop()).toContain('small')
    const chunked = await raw(
      head('POST', '/s/x', 'content-type: text/plain', 'transfer-encoding: chunked'),
      '3\r\nabc\r\n',
      '4\r\ndefg\r\n0\r\n\r\n',
    )
    expect(chunked).toMatch(/^HTTP\/1.1 200 /)
    expect(heard.pop()).toBe('POST /s/x abcdefg')
    const big = 'a'.repeat(200_000)
    expect((await fetch(`${url}/api/divar/launch`, { method: 'POST', body: big })).status).toBe(200)
    expect(heard.pop()).toHaveLength(200_000 + 'POST /api/divar/launch '.length)
    expect((await fetch(`${url}/s/x`, { method: 'POST' })).status).toBe(200)
  })

  it('redirects a missing file of another build to another process a limited number of times', async () => {
    const { url } = await house((_, response) => {
      response.statusCode = 404
      response.end('Not Found')
    })
    const ask = async (path: string, method = 'GET') => {
      const { status, headers } = await fetch(`${url}${path}`, { method, redirect: 'manual' })
      return [status, headers.get('location'), headers.get('cache-control')]
    }
    const file = '/_next/static/chunks/a%20b.js'
    expect(await ask(file)).toEqual([307, `${file}?again=1`, 'no-store'])
    expect(await ask(`${file}?again=14`, 'HEAD')).toEqual([307, `${file}?again=15`, 'no-store'])
    for (const path of [`${file}?again=15`, `${file}?again=x`, '/s/x', '/fonts/x.woff2'])
      expect(await ask(path)).toEqual([404, null, null])
    expect((await fetch(`${url}${file}`).catch((error) => error.message)).status, 'a browser comes to an end').toBe(404)
  })

  it('passes an existing file on unchanged', async () => {
    const { url } = await house((_, response) => response.writeHead(200, { 'cache-control': 'immutable' }).end('x'))
    const answer = await fetch(`${url}/_next/static/chunks/a.js?again=3`)
    expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([200, 'immutable', 'x'])
  })

  it("overwrites a client's own peer header with its address", async () => {
    const { url } = await house((request, response) => response.end(request.headers['x-peyk-peer']))
    const answer = await fetch(url, { headers: { 'x-peyk-peer': '203.0.113.9' } })
    expect(await answer.text()).toBe('127.0.0.1')
  })

  it.each([
    ['with its length', `content-length: ${10_000_000}`],
    ['in chunks', 'transfer-encoding: chunked'],
  ])('reads little of a body that is too long, %s, and says so in Persian', async (_, framing) => {
    const { raw, heard } = await house()
    const part = 'a'.repeat(70_000)
    const piece = framing.startsWith('transfer') ? `${part.length.toString(16)}\r\n${part}\r\n` : part
    const answer = await raw(head('POST', '/s/x/parcel', 'content-type: text/plain', framing), ...Array(40).fill(piece))
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
    expect(answer).toContain('نوشته‌ها بیشتر از اندازه است')
    expect(answer).toContain('href="/s/x/parcel"')
    expect(heard).toEqual([])
  })

  it('releases a request when its client disconnects', async () => {
    const { server, url, heard } = await house()
    const { port } = server.address() as AddressInfo
    for (let left = 0; left < 50; left += 1) {
      const socket = connect({ host: '127.0.0.1', port })
      socket.write(`${head('POST', '/', 'content-type: text/plain', 'content-length: 60000')}${'a'.repeat(50_000)}`)
      await new Promise<void>((resolve) => socket.once('connect', resolve))
      socket.destroy()
    }
    expect((await fetch(url, { method: 'POST', body: 'whole' })).status).toBe(200)
    expect(heard).toEqual(['POST / whole'])
  })

  it.each([
    ['multipart/form-data', 'x'],
    ['multipart/form-data; boundary=b', 'x'],
    ['multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
    ['multipart/form-data; boundary=b', ''],
  ])('refuses an unreadable form: %s', async (type, body) => {
    const { url, heard } = await house()
    const answer = await fetch(`${url}/s/x`, { method: 'POST', headers: { 'content-type': type }, body })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('اطلاعات فرستاده‌شده درست نیست')
    expect(heard).toEqual([])
  })

  it.each([
    ['GET', '/s/%E0%A4%A', 303],
    ['GET', '/s/%00', 303],
    ['GET', '/_next/static/%zz', 400],
    ['GET', '/api/auth/%E0%A4%A', 400],
    ['GET', '*', 303],
    ['OPTIONS', '*', 204],
    ['OPTIONS', '/price', 204],
    ['TRACE', '/', 405],
    ['TRACE', '/api/health', 405],
    ['DELETE', '/price', 405],
    ['DELETE', '/api/divar/launch', 200],
    ['GET', 'http://evil.example/price?a=b', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    const { raw, heard } = await house()
    expect(await raw(head(method, path))).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(heard).toEqual(status === 200 ? [`${method} ${path.replace('http://evil.example', '')} `] : [])
  })

  it('replaces a bare fault for people and for machines and leaves other answers unchanged', async () => {
    const { url, lines } = await house((request, response) => {
      response.statusCode = request.url?.includes('own') ? 503 : 500
      const type = request.url?.startsWith('/api/own') ? 'application/json' : 'text/plain'
      if (request.url?.includes('own')) response.setHeader('content-type', type)
      response.end('Internal Server Error')
    })
    const page = await fetch(`${url}/price`)
    const text = await page.text()
    expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
    expect(text).toContain('خطایی پیش آمد')
    const { incident } = JSON.parse(lines[0] ?? '') as { incident: string }
    expect(text).toContain(incident)
    expect((await fetch(`${url}/s/x`, { method: 'POST', body: 'garbage' })).status).toBe(400)
    const machine = await fetch(`${url}/api/places`)
    expect([machine.status, await machine.json()]).toEqual([500, { reason: 'Peyk could not answer' }])
    const down = await fetch(`${url}/own-words`)
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await down.text()).toContain('خطایی پیش آمد')
    const own = await fetch(`${url}/api/own`)
    expect([own.status, await own.text()]).toEqual([503, 'Internal Server Error'])
  })
})
