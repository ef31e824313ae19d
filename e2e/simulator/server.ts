import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { findEndpoint, openApi } from './api/open-api.ts'
import { upload } from './api/upload.ts'
import type { Control } from './control.ts'
import { controlOverHttp } from './control-http.ts'
import { type Fault, takeFault } from './faults.ts'
import { json, type Reply, type Request, readRequest, rpcError } from './http.ts'
import { authorize, decide } from './oauth/authorize.ts'
import { token } from './oauth/token.ts'
import { pages } from './pages/pages.ts'
import { pluginFor } from './plugins.ts'
import { type Call, remember, type World } from './world.ts'

export type Waiting = { server: Server; dropWaiting(): void }

/** One server for all of Divar's hosts, and for the systems of plug-ins. Nothing that comes in can end it. */
export function createSimulatorServer(world: World, control: () => Control): Waiting {
  const waiting = new Set<() => void>()
  const server = createServer((incoming, response) => {
    // Divar's clock, which may be another one than the machine's.
    response.setHeader('date', world.clock.now().toUTCString())
    handle(world, control, waiting, incoming, response).catch((error: unknown) => {
      console.error('simulator:', error)
      if (!response.headersSent) write(response, rpcError(13, 'the simulator itself failed'))
      else response.destroy()
    })
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  return {
    server,
    dropWaiting() {
      for (const drop of waiting) drop()
      waiting.clear()
    },
  }
}

async function handle(
  world: World,
  control: () => Control,
  waiting: Set<() => void>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await readRequest(incoming).catch(() => undefined)
  if (request === undefined) return void response.destroy()
  if (request === null) return write(response, rpcError(3, 'the body is too large'))
  if (request.path.startsWith('/_control/')) return write(response, await controlOverHttp(control(), request))
  const plugin = pluginFor(world.plugins, request.path)
  const name = plugin ? plugin.nameOf(request) : nameOf(request)
  if (name === null) return write(response, await (plugin ? plugin.answer(request) : pages(world, request)))

  const call = record(world, name, request)
  const fault = takeFault(world, name)
  if (!fault) return finish(response, call, platform(world, request))
  call.fault = fault.kind
  if (fault.kind === 'swallow') return finish(response, call, marked(openApi(world, request, true), fault))
  const takesEffect = fault.kind === 'slow' || fault.effect === 'apply'
  const reply = takesEffect ? platform(world, request) : null
  if (fault.kind === 'drop') return void response.destroy()
  if (fault.kind === 'hang') return void hold(response, waiting)
  if (fault.kind === 'slow' && reply) return delay(response, waiting, call, reply, fault)
  finish(response, call, marked(faultyReply(fault), fault))
}

/** What the app, or a browser that it sent, asks of Divar. Null: one of our own pages. */
function nameOf(request: Request): string | null {
  if (request.path === '/oauth2/auth') return 'authorize'
  if (request.path === '/oauth2/token') {
    return new URLSearchParams(request.body).get('grant_type') === 'refresh_token' ? 'refresh' : 'token'
  }
  if (request.path === '/oauth2/consent') return 'consent'
  if (request.path === '/completion') return 'completion'
  if (request.path.startsWith('/upload/')) return 'upload-file'
  if (!/^\/(v1|v2|experimental)\//.test(request.path)) return null
  return findEndpoint(request)?.endpoint.name ?? 'unknown'
}

function platform(world: World, request: Request): Reply | Promise<Reply> {
  const plugin = pluginFor(world.plugins, request.path)
  if (plugin) return plugin.answer(request)
  if (request.path === '/oauth2/auth') return authorize(world, request)
  if (request.path === '/oauth2/token') return token(world, request)
  if (request.path === '/oauth2/consent') return decide(world, request)
  if (request.path === '/completion') return pages(world, request)
  if (request.path.startsWith('/upload/')) return upload(world, request)
  return openApi(world, request)
}

function record(world: World, name: string, request: Request): Call {
  const call: Call = {
    name,
    method: request.method,
    path: request.path,
    query: Object.fromEntries(request.query),
    headers: request.headers,
    body: request.body,
    status: null,
    at: world.clock.now().toISOString(),
    fault: null,
  }
  remember(world.calls, call)
  return call
}

function faultyReply(fault: Fault): Reply {
  if (fault.kind === 'malformed') {
    const body = typeof fault.body === 'string' ? fault.body : '{"status": 200, "mess'
    return { status: fault.status ?? 200, headers: { 'content-type': 'application/json', ...fault.headers }, body }
  }
  const status = fault.status ?? 500
  if (typeof fault.body === 'string') return { status, headers: fault.headers ?? {}, body: fault.body }
  return json(status, fault.body ?? { code: codeOf(status), message: messageOf(status), details: [] }, fault.headers)
}

const codeOf = (status: number): number => ({ 400: 3, 401: 16, 403: 7, 404: 5, 412: 9, 429: 8, 503: 14 })[status] ?? 13

const messageOf = (status: number): string =>
  ({
    410: 'gone',
    412: "message delivery failed due to recipient's restriction",
    429: 'rate limit exceeded',
    503: 'unavailable',
  })[status] ?? 'internal error'

function marked(reply: Reply, fault: Fault): Reply {
  return { ...reply, headers: { ...reply.headers, 'x-injected-fault': fault.kind } }
}

/** Keeps the socket open without a word, until the caller, a reset or the end lets go. */
function hold(response: ServerResponse, waiting: Set<() => void>): void {
  const drop = () => void response.destroy()
  waiting.add(drop)
  response.on('close', () => waiting.delete(drop))
}

function delay(
  response: ServerResponse,
  waiting: Set<() => void>,
  call: Call,
  reply: Reply | Promise<Reply>,
  fault: Fault,
): void {
  const timer = setTimeout(() => {
    waiting.delete(drop)
    Promise.resolve(reply)
      .then((ready) => finish(response, call, marked(ready, fault)))
      .catch(() => response.destroy())
  }, fault.delayMs ?? 3000)
  const drop = () => {
    clearTimeout(timer)
    response.destroy()
  }
  waiting.add(drop)
}

async function finish(response: ServerResponse, call: Call, reply: Reply | Promise<Reply>): Promise<void> {
  const ready = await reply
  call.status = ready.status
  write(response, ready)
}

function write(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return
  response.writeHead(reply.status, reply.headers)
  response.end(reply.body)
}
