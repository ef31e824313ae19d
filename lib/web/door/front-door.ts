import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Log } from '#lib/kernel/log.ts'
import { peerHeader } from '../guard.ts'
import { dressFaults } from './dress-faults.ts'
import { holdBody } from './hold-body.ts'
import { isForMachines, isWholeForm, judge, maxFormBytes } from './judge.ts'
import { askElsewhere } from './missing-file.ts'
import { sendWhole } from './send-whole.ts'
import { sayMethods, toBadAddress, turnAway } from './turn-away.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A request's headers, and all of it: a picture of a delivery in 6 MB may be slow. */
const timeouts = { headersTimeout: 15_000, requestTimeout: 60_000 }

/**
 * Stands before every request of this process's server, which the framework makes and keeps to itself; Node tells of each
 * request before its listeners hear. What the framework would answer with a bare 500, or hold megabytes of, ends here.
 */
export function openFrontDoor(log: Log): void {
  const guarded = new WeakSet<Server>()
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server }
    if (guarded.has(server)) return
    guarded.add(server)
    standBefore(server, log)
  })
}

/** Puts the door in the place of the current listener. */
export function standBefore(server: Server, log: Log): void {
  const inside = server.listeners('request') as Handler[]
  const go: Handler = (request, response) => {
    for (const listener of inside) listener.call(server, request, response)
  }
  Object.assign(server, timeouts)
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    void pass(request, response, go, log).catch((err: unknown) => {
      log.error({ event: 'door_failed', err }, 'a request could not be let in')
      request.socket.destroy()
    })
  })
}

/** Whether the request was answered here. */
function isTurnedAway(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = 'GET', url = '/', headers } = request
  const verdict = judge({ method, url, headers })
  if (verdict === null) return false
  if (verdict === 'bad_address') toBadAddress(request, response)
  else if (verdict === 'bad_method' || verdict === 'options') sayMethods(request, response, verdict === 'bad_method')
  else turnAway(request, response, verdict)
  return true
}

async function pass(request: IncomingMessage, response: ServerResponse, go: Handler, log: Log): Promise<void> {
  request.headers[peerHeader] = request.socket.remoteAddress ?? ''
  // A proxy may name the host in the address, too.
  request.url = (request.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '') || '/'
  if (isTurnedAway(request, response)) return
  // No page of Peyk asks for one of these addresses: on what it says of itself the framework would fail there.
  if (isForMachines(request.url)) Reflect.deleteProperty(request.headers, 'next-router-state-tree')
  dressFaults(request, response, log)
  askElsewhere(request, response)
  sendWhole(request, response)
  if (request.method === 'POST' && !isForMachines(request.url)) {
    const held = await holdBody(request, maxFormBytes)
    if (held.kind === 'gone') return
    const isWhole = held.kind === 'whole' && (await isWholeForm(request.headers, held.body))
    if (held.kind !== 'whole' || !isWhole) {
      turnAway(request, response, held.kind === 'whole' ? 'bad_form' : held.kind)
      return
    }
    held.release()
  }
  go(request, response)
}
