import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { sendWhole } from './send-whole.ts'

type Compression = () => (request: IncomingMessage, response: ServerResponse, next: () => void) => void
type Flushed = ServerResponse & { flush?: unknown }

/** The framework's own. */
const compress = (createRequire(import.meta.url)('next/dist/compiled/compression') as Compression)()
const pieces = Array.from({ length: 10 }, (_, index) => `${index}: ${'piece '.repeat(200)}\n`)

/** As the framework answers: compressed, each piece flushed where that can be. */
async function answer(request: IncomingMessage, response: Flushed): Promise<void> {
  sendWhole(request, response)
  compress(request, response, () => undefined)
  response.setHeader('content-type', 'text/x-component')
  for (const piece of pieces) {
    response.write(piece)
    if (typeof response.flush === 'function') response.flush()
    await turn()
  }
  response.end()
}

/** The bytes that come, in the parts in which they were compressed. */
async function fetched(headers: Record<string, string>) {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      get({ port, host: '127.0.0.1', headers: { 'accept-encoding': 'gzip', ...headers } }, (incoming) => {
        const got: Buffer[] = []
        incoming.on('data', (data: Buffer) => got.push(data))
        incoming.on('end', () => resolve(Buffer.concat(got)))
      }).on('error', reject)
    })
  } finally {
    server.close()
  }
}

/** What a flush leaves in a compressed text. */
const flushes = (body: Buffer) => body.toString('latin1').split('\x00\x00\xff\xff').length - 1

it('has a redraw and an action compressed in one piece, and a page as its pieces come', async () => {
  const page = await fetched({})
  expect(flushes(page)).toBeGreaterThan(1)
  for (const header of ['rsc', 'next-action']) {
    const whole = await fetched({ [header]: '1' })
    expect(flushes(whole)).toBe(0)
    expect(whole.length).toBeLessThan(page.length)
    expect(gunzipSync(whole).toString('utf8')).toBe(pieces.join(''))
  }
})
