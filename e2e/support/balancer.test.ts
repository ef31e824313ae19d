import { createServer } from 'node:http'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { startBalancer } from './balancer.ts'

const open: { close(): unknown }[] = []

afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function target(name: string): Promise<{ url: string; kill(): void }> {
  const server = createServer((request, response) => {
    const { 'x-forwarded-proto': scheme, host } = request.headers
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => response.end(`${name} ${scheme} ${host} ${request.url} ${body}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const kill = () => {
    server.closeAllConnections()
    server.close()
  }
  open.push({ close: kill })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, kill }
}

async function balance(targets: { url: string }[], secure = false) {
  const balancer = await startBalancer({ targets: targets.map(({ url }) => url), secure })
  open.push(balancer)
  return balancer
}

const ask = async (url: string, init?: RequestInit) => (await fetch(url, init)).text()

describe('startBalancer', () => {
  it('alternates between targets and passes body, path and host on', async () => {
    const balancer = await balance([await target('a'), await target('b')])
    const host = new URL(balancer.url).host
    const answers = [await ask(`${balancer.url}/x?y=1`, { method: 'POST', body: 'سلام' }), await ask(balancer.url)]
    expect(answers).toEqual([`a http ${host} /x?y=1 سلام`, `b http ${host} / `])
    expect(balancer.counts()).toEqual([1, 1])
  })

  it('skips a stopped target and reports when all are stopped', async () => {
    const [first, second] = [await target('a'), await target('b')]
    const balancer = await balance([first, second])
    first.kill()
    expect(await ask(balancer.url, { method: 'POST', body: 'once' })).toMatch(/^b .* once$/)
    second.kill()
    expect((await fetch(balancer.url)).status).toBe(502)
  })

  it('ends an answer whose target is killed in the middle of it', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('half', () => server.closeAllConnections())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    open.push(server)
    const balancer = await balance([{ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }])
    await expect(ask(balancer.url, { signal: AbortSignal.timeout(30_000) })).rejects.toThrow('terminated')
  })

  it('serves https with a certificate of its own', async () => {
    const balancer = await balance([await target('a')], true)
    expect(balancer.url).toMatch(/^https:/)
    const answer = await new Promise<string>((resolve, reject) => {
      get(balancer.url, { rejectUnauthorized: false }, (response) => {
        response.setEncoding('utf8').once('data', resolve)
      }).once('error', reject)
    })
    expect(answer).toContain('a https')
  })
})
