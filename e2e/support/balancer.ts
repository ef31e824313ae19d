import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'

export type Balancer = {
  /** http://localhost:port, or https:// for the secure one. */
  url: string
  /** How many requests each target answered, in the order given. */
  counts(): number[]
  /** Takes every request to this target from now on; null: to each in turn again. */
  only(index: number | null): void
  close(): Promise<void>
}

export type BalancerOptions = { targets: string[]; port?: number; secure?: boolean }

/**
 * One address in front of several app processes: each request goes to the next one in turn, and past one that does not
 * take a connection. The secure one has a certificate made for the occasion; a browser needs `ignoreHTTPSErrors`.
 */
export async function startBalancer({ targets, port = 0, secure = false }: BalancerOptions): Promise<Balancer> {
  const counts = targets.map(() => 0)
  let turn = 0
  let chosen: number | null = null
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const first = turn++
    const order = targets.map((_, index) => (first + index) % targets.length)
    pass(incoming, outgoing, chosen === null ? order : [chosen])
  }
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, order: number[]) => {
    const [index, ...rest] = order
    const target = index === undefined ? undefined : targets[index]
    if (index === undefined || target === undefined) {
      outgoing.writeHead(502).end('no target answers')
      return
    }
    const headers = {
      ...incoming.headers,
      'x-forwarded-proto': secure ? 'https' : 'http',
      'x-forwarded-host': incoming.headers.host,
      'x-forwarded-for': incoming.socket.remoteAddress ?? '',
    }
    // A connection of its own for each: a kept one to a killed process would fail after the request was on its way.
    const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers, agent: false })
    let connected = false
    onward.once('socket', (socket) =>
      socket.once('connect', () => {
        connected = true
        incoming.pipe(onward)
      }),
    )
    onward.once('response', (answer) => {
      counts[index] = (counts[index] ?? 0) + 1
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      // Of a process that ends in the middle of its answer the caller hears, as from any proxy.
      pipeline(answer, outgoing, () => undefined)
    })
    // Only a request that reached nobody may be sent again.
    onward.once('error', () => {
      if (connected) outgoing.destroy()
      else pass(incoming, outgoing, rest)
    })
    outgoing.once('close', () => onward.destroy())
  }
  const server = secure ? createSecureServer(certificate(), handle) : createServer(handle)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address() as AddressInfo
  return {
    url: `${secure ? 'https' : 'http'}://localhost:${address.port}`,
    counts: () => [...counts],
    only: (index) => {
      chosen = index
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function certificate(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  const form = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  execFileSync('openssl', [...form, '-keyout', key, '-out', cert, ...names], { stdio: 'pipe' })
  const made = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  return made
}
