import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ReadableStream } from 'node:stream/web'

/** Serves a handler of web requests over Node's HTTP server; gives what closes it. */
export function serve(port: number, origin: string, handle: (request: Request) => Promise<Response>): () => void {
  const server = createServer(async (incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.on('close', () => gone.abort())
    const { method = 'GET', url = '/', headers } = incoming
    const sent = { method, headers: headers as Record<string, string>, signal: gone.signal }
    const body = method === 'POST' ? { body: await text(incoming) } : {}
    const answer = await handle(new Request(new URL(url, origin), { ...sent, ...body }))
    outgoing.writeHead(answer.status, [...answer.headers].flat())
    if (answer.body)
      Readable.fromWeb(answer.body as ReadableStream)
        .on('error', () => outgoing.end())
        .pipe(outgoing)
    else outgoing.end()
  }).listen(port)
  return () => {
    server.close()
    server.closeAllConnections()
  }
}
