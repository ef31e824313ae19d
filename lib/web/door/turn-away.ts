import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PlainProblem } from '#lib/fa/plain-problems.ts'
import { isForMachines, methodsAt } from './judge.ts'
import { plainPage, plainPageHeaders } from './plain-page.ts'

/** So much more of a body that nobody wants is taken, and so long: a browser hears an answer only once it has sent. */
const maxDrained = 1024 * 1024
const maxDrainMs = 10_000
/** How long the answer of one that goes on sending may take to be read. */
const lingerMs = 2_000

type Away = { status: number; problem: PlainProblem; reason: string }

const away = {
  bad_form: { status: 400, problem: 'invalid_input', reason: 'the form cannot be read' },
  too_large: { status: 413, problem: 'too_large', reason: 'the body is too large' },
  busy: { status: 503, problem: 'busy', reason: 'too many bodies are under way; try again' },
  down: { status: 503, problem: 'fault', reason: 'Peyk cannot answer now; try again' },
  fault: { status: 500, problem: 'fault', reason: 'Peyk could not answer' },
} as const satisfies Record<string, Away>

export type AwayKind = keyof typeof away

/** The screens of an app that is not asked: a page for people, a reason for machines. */
export function turnAway(request: IncomingMessage, response: ServerResponse, kind: AwayKind, incident?: string): void {
  const { status, problem, reason } = away[kind]
  const url = request.url ?? '/'
  if (status === 503) response.setHeader('Retry-After', '5')
  if (isForMachines(url)) {
    sayReason(request, response, status, reason)
    return
  }
  const page = Buffer.from(plainPage(problem, url.split('?')[0] ?? '/', incident ?? null))
  response.writeHead(status, { ...plainPageHeaders, 'Content-Length': page.byteLength })
  endWhenHeard(request, response, page)
}

export function toBadAddress(request: IncomingMessage, response: ServerResponse): void {
  const { url = '/', method = 'GET' } = request
  const isPage = !isForMachines(url) && !url.startsWith('/_next/') && ['GET', 'HEAD', 'POST'].includes(method)
  if (!isPage) {
    sayReason(request, response, 400, 'this address does not exist')
    return
  }
  response.writeHead(303, { Location: '/problem/link_invalid', 'Cache-Control': 'no-store', 'Content-Length': 0 })
  endWhenHeard(request, response)
}

export function sayMethods(request: IncomingMessage, response: ServerResponse, isFault: boolean): void {
  response.setHeader('Allow', methodsAt(request.url ?? '/'))
  if (isFault) {
    sayReason(request, response, 405, 'this method is not taken here')
    return
  }
  response.writeHead(204, { 'Cache-Control': 'no-store' })
  endWhenHeard(request, response)
}

function sayReason(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
  const body = Buffer.from(JSON.stringify({ reason }))
  const headers = {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
  response.writeHead(status, { ...headers, 'Content-Length': body.byteLength })
  endWhenHeard(request, response, body)
}

/**
 * Says all there is to say at once, and ends the answer when the request has ended, or was cut: a connection that closes
 * with something unread in it takes the answer along.
 */
function endWhenHeard(request: IncomingMessage, response: ServerResponse, body?: Buffer): void {
  if (request.method === 'HEAD' || body === undefined) response.flushHeaders()
  else response.write(body)
  if (request.complete || request.destroyed) {
    response.end()
    return
  }
  let taken = 0
  // Its own end, whatever stands in its place by then.
  const end = response.end.bind(response)
  // Nothing more is taken; closed at once, the connection would take the answer along.
  const cut = () => {
    request.pause()
    setTimeout(() => request.socket.destroy(), lingerMs).unref()
  }
  const late = setTimeout(cut, maxDrainMs).unref()
  response.once('close', () => clearTimeout(late))
  request.once('end', () => end())
  request.on('error', () => undefined)
  request.on('data', (chunk: Uint8Array) => {
    taken += chunk.byteLength
    if (taken > maxDrained) cut()
  })
}
