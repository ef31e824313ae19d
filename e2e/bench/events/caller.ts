import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Caller = { post(path: string, body: object): Promise<void>; close(): void }

/** Posts as Divar's server does, over connections that stay open. Throws where the answer is not 200. */
export function caller(url: string, key: string): Caller {
  const { host, port } = new URL(url)
  // As many connections as a server's client keeps: Node accepts new ones one by one, and a call that opened one waits for it.
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  // By number: looking a name up for each new connection would be measured too.
  const to = { agent, host: '127.0.0.1', port, method: 'POST' }
  const headers = { host, authorization: key, 'content-type': 'application/json' }
  const post = async (path: string, body: object): Promise<void> => {
    const answered = Promise.withResolvers<void>()
    const call = request({ ...to, path, headers }, async (answer) => {
      const said = await text(answer).catch((error: Error) => error.message)
      if (answer.statusCode === 200) answered.resolve()
      else answered.reject(new Error(`status ${answer.statusCode}: ${said}`))
    })
    call.once('error', (error: NodeJS.ErrnoException) => {
      // The app closed an idle connection in the moment in which it was used again.
      const mayGoAgain = call.reusedSocket && error.code === 'ECONNRESET'
      if (mayGoAgain) post(path, body).then(answered.resolve, answered.reject)
      else answered.reject(error)
    })
    call.end(JSON.stringify(body))
    await answered.promise
  }
  return { post, close: () => agent.destroy() }
}
