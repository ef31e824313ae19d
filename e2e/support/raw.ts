import { connect } from 'node:net'

export type RawAnswer = { status: number; head: string; body: string }

/** Sends these bytes and reads until the server has said all or closed; a server that says nothing fails the test. */
export async function sendRaw(appUrl: string, sent: string | Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(appUrl)
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(sent))
    const done = () => resolve(readAnswer(Buffer.concat(chunks).toString('utf8')))
    socket.setTimeout(30_000, () => socket.destroy(new Error('the server says nothing')))
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.once('end', done)
    socket.once('error', (error) => (chunks.length > 0 ? done() : reject(error)))
  })
}

export type RawRequest = {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** A request that closes its connection, its parts to the letter. */
export function rawRequest(appUrl: string, { method = 'GET', path, headers = {}, body }: RawRequest): string {
  const all = {
    host: new URL(appUrl).host,
    connection: 'close',
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return `${[`${method} ${path} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n${body ?? ''}`
}

function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1] ?? 0), head, body: rest.join('\r\n\r\n') }
}
