import { Agent, type ClientRequest, get } from 'node:http'

/** A connection for each stream, as browsers of different people have them. */
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY })

export type Stream = { opened: Promise<void>; close(): void }

/** Reads server-sent events as EventSource does, opening again after an end; `onEvent` gets each with its data. */
export function openStream(url: string, cookie: string, onEvent: (name: string, data: string) => void): Stream {
  const opened = Promise.withResolvers<void>()
  let request: ClientRequest | null = null
  let closed = false
  const connect = () => {
    if (closed) return
    request = get(url, { agent, headers: { cookie, accept: 'text/event-stream' } }, (answer) => {
      if (answer.statusCode !== 200) {
        opened.reject(new Error(`a stream was answered with ${answer.statusCode}`))
        answer.resume()
        return
      }
      opened.resolve()
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        const blocks = `${rest}${chunk}`.split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) tell(block, onEvent)
      })
      answer.once('close', () => setTimeout(connect, 100))
    })
    request.once('error', (error) => opened.reject(error))
  }
  connect()
  return {
    opened: opened.promise,
    close() {
      closed = true
      request?.destroy()
    },
  }
}

function tell(block: string, onEvent: (name: string, data: string) => void): void {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
  const data = field('data')
  if (data !== undefined) onEvent(field('event') ?? 'message', data)
}
