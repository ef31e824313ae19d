import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

type Started = { response: ServerResponse; server: Server }

const started = 'http.server.request.start'
const lookEveryMs = 50

/** Requests that this process has begun to answer; Next keeps its server to itself, Node tells of its requests. */
export function watchRequests(): { end(patienceMs: number): Promise<number> } {
  const servers = new Set<Server>()
  let count = 0
  const onStart = (message: unknown) => {
    const { response, server } = message as Started
    servers.add(server)
    count += 1
    response.once('close', () => {
      count -= 1
    })
  }
  subscribe(started, onStart)
  return {
    /** Takes no new connections and waits until all that was begun is answered; gives how many were not in time. */
    async end(patienceMs) {
      const until = performance.now() + patienceMs
      for (const server of servers) server.close()
      while (count > 0 && performance.now() < until) {
        await sleep(lookEveryMs)
        // Connections that are kept open would bring new requests.
        for (const server of servers) server.closeIdleConnections()
      }
      unsubscribe(started, onStart)
      return count
    },
  }
}
