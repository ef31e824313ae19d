import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { method: string; path: string; headers: Record<string, unknown>; body: string }
export type FakeApp = {
  url: string
  received: Received[]
  /** What the next calls are answered with. */
  answer: { status: number; body: string }
  /** Answers in its place; null leaves the call to it. */
  handler: ((received: Received) => { status: number; body: string } | null) | null
  close(): Promise<void>
}

/** Stands where an add-on would stand, and says what it is told to say. */
export async function startFakeApp(): Promise<FakeApp> {
  const received: Received[] = []
  const app: FakeApp = {
    url: '',
    received,
    answer: { status: 200, body: '{"url":"http://localhost:3000/launch/t"}' },
    handler: null,
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const call = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    received.push(call)
    const answer = app.handler?.(call) ?? app.answer
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  app.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return app
}
