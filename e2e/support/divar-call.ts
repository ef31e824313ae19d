import { connect } from 'node:net'
import type { Stack } from './stack.ts'

/** What a call of Divar's server, or of somebody who says to be it, may carry. */
export type Sent = object | string | Uint8Array<ArrayBuffer>

export type MachineAnswer = { status: number; text: string; headers: Headers }

/** Where Divar's server calls the app. */
export const divarPaths = ['/api/divar/launch', '/api/divar/action', '/api/divar/events'] as const

export const keyOf = (stack: Stack): string => stack.secrets.DIVAR_IDENTIFICATION_KEYS.split(',')[0] ?? ''

/** Posts as Divar's server does, with the right key unless told; null takes a header away, raw bodies go as they are. */
export async function callAsDivar(
  stack: Stack,
  path: string,
  body: Sent,
  headers: Record<string, string | null> = {},
  appUrl = stack.appUrl,
): Promise<MachineAnswer> {
  const all = { 'content-type': 'application/json', authorization: keyOf(stack), ...headers }
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const answer = await fetch(`${appUrl}${path}`, {
    method: 'POST',
    headers: sent,
    body: raw ? body : JSON.stringify(body),
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

/**
 * Begins a request, sends a part of it but never its end, and gives the status line that comes all the same. `framing`
 * is the header that says how long the body will be: with a length 100 bytes of it go out, in chunks 70,000.
 */
export function sendHalf(appUrl: string, path: string, key: string, framing: string): Promise<string> {
  const { hostname, port } = new URL(appUrl)
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `authorization: ${key}`,
    'content-type: application/json',
    framing,
  ].join('\r\n')
  const part = `{"a":"${'a'.repeat(70_000)}`
  const body = framing.startsWith('transfer') ? `${part.length.toString(16)}\r\n${part}\r\n` : part.slice(0, 100)
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(`${head}\r\n\r\n${body}`))
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer while the body is being sent')))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString('utf8').split('\r\n')[0] ?? '')
    })
    socket.once('error', reject)
  })
}
