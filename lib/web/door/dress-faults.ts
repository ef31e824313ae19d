import type { IncomingMessage, ServerResponse } from 'node:http'
import { newId } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import { isForMachines } from './judge.ts'
import { turnAway } from './turn-away.ts'

// What the framework says of its own faults, and what a process without settings says.
const plainText = /^text\/plain(?:;|$)/

/**
 * A fault that is told in a few words of plain English, or none, gets Peyk's page for people and a reason for machines. A
 * form, or a page's word of where it is, that the framework failed on before any of our code, which never throws, was none of
 * Peyk's.
 */
export function dressFaults(request: IncomingMessage, response: ServerResponse, log: Log): void {
  const [writeHead, end] = [response.writeHead.bind(response), response.end.bind(response)]
  const undress = () => Object.assign(response, { writeHead, end })
  let isDressed = false

  const dress = () => {
    isDressed = true
    undress()
    const incident = newId().slice(0, 8)
    const { method, url = '/' } = request
    const isDown = response.statusCode === 503
    const says = method === 'POST' || request.headers['next-router-state-tree'] !== undefined
    const isTheirs = says && !isForMachines(url) && !isDown
    log[isTheirs ? 'warn' : 'error']({ event: 'bare_fault', incident, method }, 'the framework failed on a request')
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    if (isTheirs) turnAway(request, response, 'bad_form')
    else turnAway(request, response, isDown ? 'down' : 'fault', incident)
    // Whatever the framework still wants to say has been said.
    Object.assign(response, { writeHead: () => response, write: () => true, end: () => response })
  }
  const isBare = (status: number) => {
    if (status < 500 || response.headersSent) return false
    const type = response.getHeader('content-type')
    return type === undefined || plainText.test(String(type))
  }

  Object.assign(response, {
    writeHead: (...given: unknown[]) => {
      if (isBare(Number(given[0]))) dress()
      else Reflect.apply(writeHead, response, given)
      return response
    },
    end: (...given: unknown[]) => {
      if (!isDressed && isBare(response.statusCode)) dress()
      else if (!isDressed) Reflect.apply(end, response, given)
      return response
    },
  })
}
